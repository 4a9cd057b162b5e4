//! Events that are written as the format allows but few people do.
//!
//! Each is good: a timeline of them has no error and no warning, so that what a reader says of it is its own fault.

use super::timeline::{ACTORS, CONCERNS, Chance, PLACES, Plan, SOURCES, date, prose, quoted, title};

/// An odd event; which way it is odd goes by its number.
pub(crate) fn event(text: &mut String, number: usize, plan: &Plan, chance: &mut Chance) {
    let way = number / plan.odd_each.max(1) % WAYS.len();
    let day = date(number, plan);
    let source = chance.below(SOURCES);
    let own = WAYS[way](number, &day, chance);
    // A record's own keys come before its sub-tables.
    let (keys, tables) = own.split_once(BELOW).unwrap_or((&own, ""));
    let header = ["[[event]]", "[[event]] # odd", "[[ event ]]", "  [[event]]"]
        [number / plan.odd_each.max(1) / 16 % 4];
    let common =
        format!("id = \"ev-{number:07}\"\ntitle = \"{}\"\nsources = [\"source-{source}\"]\n", title(chance));
    *text += &format!("{header}\n{common}{keys}\n{tables}\n");
}

type Way = fn(usize, &str, &mut Chance) -> String;

/// Where the sub-tables begin.
const BELOW: &str = "%below%";

const WAYS: [Way; 16] = [
    |_, day, chance| format!("# [[event]]\ndate = \"{day}\" # a day\n\n# {}\n", prose(chance, 6)),
    |_, day, chance| {
        let words = prose(chance, 9);
        format!(
            "date = \"{day}\"\nsummary = \"\"\"\n{words}\n[[event]]\nid = \"no-event\"\n\n{words} \"\" \\\"\"\" x\"\"\"\n"
        )
    },
    |_, day, chance| {
        let words = prose(chance, 9);
        format!("date = \"{day}\"\nsummary = '''\n[[event]]\n{words} \\ ''\n[[event]]'''\n")
    },
    |_, day, chance| {
        let actors = quoted("actor", &chance.several(3, ACTORS)).join(", # ]\n  ");
        format!(
            "date = \"{day}\"\nactors = [\n  # [[event]]\n  {actors},\n]\ntags = [\n\n'''[x]\n''', \"\"\"\\\n[[event]]\\\n\"\"\"]\n"
        )
    },
    |_, day, chance| {
        let [a, b] = [chance.below(ACTORS / 2), chance.below(ACTORS / 2) + ACTORS / 2];
        let place = chance.below(PLACES);
        format!(
            "date = \"{day}\"\nactors = [{{ id = \"actor-{a}\", role = \"signatory\" }}, {{id=\"actor-{b}\",role='host'}}]\nplaces = [\"place-{place}\", {{ id = \"place-0\", role = \"subject\" }}]\n"
        )
    },
    |number, day, chance| {
        let before = number.saturating_sub(1 + chance.below(7));
        let to = if before < number { format!("ev-{before:07}") } else { "founding".to_owned() };
        format!(
            "date = \"{day}\"\nlinks = [{{ to = \"{to}\", kind = \"follows\", sources = [\"source-2\"] }}, {{ to = \"concern-3\", kind = \"driven-by\", says = \"partly\", sources = [{{ id = \"source-4\", quote = \"\"\"so\n[[event]]\n\"\"\" }}] }}]\n"
        )
    },
    |_, day, chance| {
        let actor = chance.below(ACTORS);
        format!(
            "date = \"{day}\"\n{BELOW}[[event.account]]\non = \"the dead\"\nsays = \"none\"\nby = \"actor-{actor}\"\nsources = [\"source-5\"]\n[[event.account]]\non = \"the dead\"\nsays = \"some\"\nstatus = \"claim\"\nsources = [\"source-6\"]\n"
        )
    },
    |number, day, _| {
        let dates =
            ["/1980", "1980/..", "1975?", "19XX", "1975-03~/1975-06", "2001-21", "-0043-03", "Y12345"];
        match number / 16 % 10 {
            8 => format!("date = {day}\n"),
            9 => format!("date = {day}T07:32:00Z\n"),
            at => format!("date = \"{}\"\n", dates[at]),
        }
    },
    |number, day, chance| {
        let [a, b] = [chance.below(ACTORS / 2), chance.below(ACTORS / 2) + ACTORS / 2];
        let status = ["claim", "allegation", "assessment", "intention"][number / 256 % 4];
        format!(
            "date = \"{day}\"\nstatus = \"{status}\"\nby = \"actor-{a}\"\nagainst = [\"actor-{b}\"]\nlikelihood = \"likely\"\nconfidence = \"low\"\n"
        )
    },
    |_, day, chance| {
        format!(
            "date = \"{day}\"\nkind = \"agreement\"\nso-what = \"{}\"\ndate-note = \"by the archive\"\nimage = {{ path = \"images/a.jpg\", alt = \"two people\", credit = \"us\" }}\n",
            prose(chance, 5)
        )
    },
    |_, day, _| {
        format!(
            "date = \"{day}\"\nsummary = \"a \\\"b\\\" \\\\ \\u00e9 — می\u{200c}خواهم “x” 伊朗\\n\\nb\"\nnotes = '\"'\n"
        )
    },
    |_, day, _| {
        format!(
            "  \"date\"='{day}'\n\t'tags' = [ ]\nimage.path = \"a.jpg\"\nimage . alt = \"an \\\"a\\\"\"\n"
        )
    },
    |_, _, chance| format!("\n\n \t\n\nsummary = \"{}\"\n\n\n", prose(chance, 20)),
    |_, day, chance| {
        let concerns = quoted("concern", &chance.several(2, CONCERNS)).join(" ,");
        format!(
            "date =\"{day}\"\nconcerns=[ {concerns}]\n{BELOW}[event.image]\npath = \"b.jpg\"\nalt = \"b\"\n"
        )
    },
    |number, day, chance| {
        let place = chance.below(PLACES);
        format!(
            "date = \"{day}\"\nactors = [\"late-{number}\"]\n{BELOW}[[actor]]\nid = \"late-{number}\"\nname = \"Late {number}\"\nkind = \"person\"\naliases = [\"L\"]\nroles = [{{ title = \"head\", of = \"actor-1\", date = \"1990/..\" }}]\npart-of = [{{ id = \"actor-2\", sources = [\"source-1\"] }}]\n[[actor.account]]\non = \"age\"\nsays = \"40\"\nsources = [\"source-1\"]\n[[place]]\nid = \"spot-{number}\"\nname = \"Spot {number}\"\npath = [[1, 2], [3.5, -4]]\nlinks = []\n[[source]]\nid = \"note-{number}\"\ntitle = \"Note {number} from place-{place}\"\norigin = \"source-1\"\n"
        )
    },
    |number, day, _| {
        format!(
            "date = \"{day}\"\n{BELOW}[[briefing]]\nid = \"talk-{number}\"\ntitle = \"A talk\"\nminutes = 5\n[[briefing.step]]\nshow = \"ev-{number:07}\"\ntitle = \"A step\"\npoints = [\"\"\"\n[[event]]\"\"\"]\n[[briefing.step]]\nshow = \"actor-1\"\nminutes = 1.5\n"
        )
    },
];
