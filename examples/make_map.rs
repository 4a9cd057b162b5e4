//! Makes `assets/map/world.bin` from a TopoJSON file of Natural Earth's countries at 1:50 million.
//!
//! ```text
//! cargo run --release --example make_map -- countries-50m.json assets/map/world.bin
//! ```
//!
//! The file is that of the npm package `world-atlas` 2.0.2; `assets/map/README.md` says where it is from. Nothing is
//! fetched. What is written is small and read at once: lines in hundredths of a degree, each point as the step from
//! the one before, and for each country some points well inside of it, where its name may stand. A line that two
//! countries share is a border and stands once; every other one is a coast.

#![expect(clippy::print_stdout, reason = "a tool says what it did")]
#![expect(clippy::disallowed_methods, reason = "a tool reads and writes files")]

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

/// ISO 3166-1: alpha-2 codes, each with its number, by which the TopoJSON calls countries.
const NUMBERS: &str = "\
    AD020 AE784 AF004 AG028 AI660 AL008 AM051 AO024 AQ010 AR032 AS016 AT040 AU036 AW533 AX248 AZ031 BA070 \
    BB052 BD050 BE056 BF854 BG100 BH048 BI108 BJ204 BL652 BM060 BN096 BO068 BQ535 BR076 BS044 BT064 BV074 \
    BW072 BY112 BZ084 CA124 CC166 CD180 CF140 CG178 CH756 CI384 CK184 CL152 CM120 CN156 CO170 CR188 CU192 \
    CV132 CW531 CX162 CY196 CZ203 DE276 DJ262 DK208 DM212 DO214 DZ012 EC218 EE233 EG818 EH732 ER232 ES724 \
    ET231 FI246 FJ242 FK238 FM583 FO234 FR250 GA266 GB826 GD308 GE268 GF254 GG831 GH288 GI292 GL304 GM270 \
    GN324 GP312 GQ226 GR300 GS239 GT320 GU316 GW624 GY328 HK344 HM334 HN340 HR191 HT332 HU348 ID360 IE372 \
    IL376 IM833 IN356 IO086 IQ368 IR364 IS352 IT380 JE832 JM388 JO400 JP392 KE404 KG417 KH116 KI296 KM174 \
    KN659 KP408 KR410 KW414 KY136 KZ398 LA418 LB422 LC662 LI438 LK144 LR430 LS426 LT440 LU442 LV428 LY434 \
    MA504 MC492 MD498 ME499 MF663 MG450 MH584 MK807 ML466 MM104 MN496 MO446 MP580 MQ474 MR478 MS500 MT470 \
    MU480 MV462 MW454 MX484 MY458 MZ508 NA516 NC540 NE562 NF574 NG566 NI558 NL528 NO578 NP524 NR520 NU570 \
    NZ554 OM512 PA591 PE604 PF258 PG598 PH608 PK586 PL616 PM666 PN612 PR630 PS275 PT620 PW585 PY600 QA634 \
    RE638 RO642 RS688 RU643 RW646 SA682 SB090 SC690 SD729 SE752 SG702 SH654 SI705 SJ744 SK703 SL694 SM674 \
    SN686 SO706 SR740 SS728 ST678 SV222 SX534 SY760 SZ748 TC796 TD148 TF260 TG768 TH764 TJ762 TK772 TL626 \
    TM795 TN788 TO776 TR792 TT780 TV798 TW158 TZ834 UA804 UG800 UM581 US840 UY858 UZ860 VA336 VC670 VE862 \
    VG092 VI850 VN704 VU548 WF876 WS882 YE887 YT175 ZA710 ZM894 ZW716";

/// Countries without a number of their own that have a code in use.
const UNNUMBERED: [(&str, &str); 1] = [("Kosovo", "XK")];

/// How the file begins; the reader knows this version alone.
const MAGIC: &[u8] = b"annals map 1\n";
/// How finely positions are kept: hundredths of a degree, about a kilometre.
const UNIT: f64 = 100.0;
/// The most points for a country's name.
const NAMES: usize = 8;
/// In how many steps each way a country is looked over for these.
const GRID: u32 = 28;

/// Longitude and latitude in degrees.
type Point = (f64, f64);

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else {
        return Err(anyhow!("two files are needed: the TopoJSON to read and the map to write"));
    };
    let text = std::fs::read_to_string(from).with_context(|| format!("cannot read {from}"))?;
    let topology: Value = serde_json::from_str(&text).with_context(|| format!("{from} is not JSON"))?;
    let arcs = arcs(&topology).context("the TopoJSON has no arcs with a transform")?;
    let countries = topology["objects"]["countries"]["geometries"]
        .as_array()
        .context("the TopoJSON has no object `countries`")?;

    let mut bytes = MAGIC.to_vec();
    let lines = lines(&arcs, countries);
    put(&mut bytes, lines.len() as u64);
    let mut points = 0;
    for (is_border, line) in &lines {
        points += line.len();
        put(&mut bytes, (line.len() as u64) << 1 | u64::from(*is_border));
        let mut last = (0, 0);
        for point in line {
            put_signed(&mut bytes, point.0 - last.0);
            put_signed(&mut bytes, point.1 - last.1);
            last = *point;
        }
    }
    let names = names(&arcs, countries);
    put(&mut bytes, names.len() as u64);
    for (code, places) in &names {
        bytes.extend_from_slice(code.as_bytes());
        put(&mut bytes, places.len() as u64);
        for (lon, lat) in places {
            put_signed(&mut bytes, unit(*lon));
            put_signed(&mut bytes, unit(*lat));
        }
    }
    std::fs::write(to, &bytes).with_context(|| format!("cannot write {to}"))?;
    println!("{} lines, {points} points, {} countries, {} bytes", lines.len(), names.len(), bytes.len());
    Ok(())
}

/// The arcs of the topology in degrees: they are kept as steps of a grid.
fn arcs(topology: &Value) -> Option<Vec<Vec<Point>>> {
    let pair = |value: &Value| Some((value[0].as_f64()?, value[1].as_f64()?));
    let scale = pair(&topology["transform"]["scale"])?;
    let origin = pair(&topology["transform"]["translate"])?;
    let arc = |arc: &Value| {
        let mut at = (0.0, 0.0);
        let mut points = Vec::new();
        for step in arc.as_array()? {
            let (x, y) = pair(step)?;
            at = (at.0 + x, at.1 + y);
            points.push((at.0 * scale.0 + origin.0, at.1 * scale.1 + origin.1));
        }
        Some(points)
    };
    topology["arcs"].as_array()?.iter().map(arc).collect()
}

/// The rings of a country: polygons, each an outer ring and holes, each a list of arcs.
fn rings(country: &Value) -> Vec<Vec<Vec<i64>>> {
    let polygons: Vec<&Value> = match country["type"].as_str() {
        Some("Polygon") => vec![&country["arcs"]],
        _ => country["arcs"].as_array().map(|polygons| polygons.iter().collect()).unwrap_or_default(),
    };
    let ring = |ring: &Value| ring.as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
    let polygon = |polygon: &Value| polygon.as_array().into_iter().flatten().map(ring).collect();
    polygons.into_iter().map(polygon).collect()
}

/// The arc of a reference; `!n` is the n-th one backwards.
fn number(reference: i64) -> usize {
    usize::try_from(if reference < 0 { !reference } else { reference }).unwrap_or(usize::MAX)
}

/// Every arc that is used, once, in units, with whether it is a border. What only closes a ring along the edge of the
/// map, at the pole or at the date line, is nothing that one could see.
fn lines(arcs: &[Vec<Point>], countries: &[Value]) -> Vec<(bool, Vec<(i64, i64)>)> {
    let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (country, geometry) in countries.iter().enumerate() {
        for reference in rings(geometry).iter().flatten().flatten() {
            let users = users.entry(number(*reference)).or_default();
            if !users.contains(&country) {
                users.push(country);
            }
        }
    }
    let mut lines = Vec::new();
    for (number, users) in users {
        let Some(arc) = arcs.get(number) else { continue };
        let is_edge = |a: Point, b: Point| {
            let is_pole = a.1 < -89.5 && b.1 < -89.5;
            is_pole || (a.0.abs() > 179.99 && b.0.abs() > 179.99)
        };
        let mut line: Vec<(i64, i64)> = Vec::new();
        let mut finish = |line: &mut Vec<(i64, i64)>| {
            let line = std::mem::take(line);
            if line.len() > 1 {
                lines.push((users.len() > 1, line));
            }
        };
        let mut turn = 0.0;
        for pair in arc.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if is_edge(a, b) {
                finish(&mut line);
                continue;
            }
            if line.is_empty() {
                turn = 0.0;
                line.push((unit(a.0), unit(a.1)));
            }
            // A line across the date line goes on beyond 180 degrees instead of around the world.
            turn += if b.0 - a.0 > 180.0 {
                -360.0
            } else if b.0 - a.0 < -180.0 {
                360.0
            } else {
                0.0
            };
            let point = (unit(b.0 + turn), unit(b.1));
            if line.last() != Some(&point) {
                line.push(point);
            }
        }
        finish(&mut line);
    }
    lines
}

/// For each country with a code, points inside of it, the roomiest first, each far from the ones before.
fn names(arcs: &[Vec<Point>], countries: &[Value]) -> Vec<(String, Vec<Point>)> {
    let mut names = Vec::new();
    for country in countries {
        let called = country["properties"]["name"].as_str().unwrap_or_default();
        let numbered = country["id"].as_str().and_then(|id| NUMBERS.split(' ').find(|code| &code[2..] == id));
        let unnumbered = UNNUMBERED.iter().find(|(name, _)| *name == called);
        let Some(code) = numbered.map(|code| &code[..2]).or(unnumbered.map(|(_, code)| *code)) else {
            println!("{called} has no code and so no name on the map");
            continue;
        };
        // Natural Earth gives some dependent territories the number of their state; the first and largest has it.
        match names.iter().position(|(other, _)| other == code) {
            Some(_) => println!("{called} is a further part of {code}"),
            None => names.push((code.to_owned(), inside(&outlines(arcs, country)))),
        }
    }
    names.sort_by(|a, b| a.0.cmp(&b.0));
    names
}

/// The polygons of a country as points; longitudes go on beyond 180 degrees.
fn outlines(arcs: &[Vec<Point>], country: &Value) -> Vec<Vec<Vec<Point>>> {
    let ring = |references: &Vec<i64>| {
        let mut points: Vec<Point> = Vec::new();
        for reference in references {
            let mut arc = arcs.get(number(*reference)).cloned().unwrap_or_default();
            if *reference < 0 {
                arc.reverse();
            }
            for (mut lon, lat) in arc {
                if let Some(last) = points.last() {
                    lon += ((last.0 - lon) / 360.0).round() * 360.0;
                }
                points.push((lon, lat));
            }
        }
        points
    };
    rings(country).iter().map(|polygon| polygon.iter().map(ring).collect()).collect()
}

fn inside(polygons: &[Vec<Vec<Point>>]) -> Vec<Point> {
    let mut candidates: Vec<(f64, Point)> = Vec::new();
    for polygon in polygons {
        let Some(outer) = polygon.first().filter(|outer| !outer.is_empty()) else { continue };
        let fold =
            |by: fn(f64, f64) -> f64, of: fn(&Point) -> f64, start| outer.iter().map(of).fold(start, by);
        let (west, east) = (fold(f64::min, |p| p.0, 999.0), fold(f64::max, |p| p.0, -999.0));
        let (south, north) = (fold(f64::min, |p| p.1, 999.0), fold(f64::max, |p| p.1, -999.0));
        let middle = ((west + east) / 2.0, (south + north) / 2.0);
        candidates.push((0.0, middle));
        for step in 0..GRID * GRID {
            let part = |step: u32| (f64::from(step) + 0.5) / f64::from(GRID);
            let point =
                (west + (east - west) * part(step % GRID), south + (north - south) * part(step / GRID));
            if polygon.iter().filter(|ring| is_within(point, ring)).count() == 1 {
                let borders = polygon.iter().flatten();
                candidates.push((borders.map(|other| distance(point, *other)).fold(999.0, f64::min), point));
            }
        }
    }
    let mut chosen: Vec<Point> = Vec::new();
    let mut roomiest = 0.0;
    while chosen.len() < NAMES {
        let score = |(room, point): &(f64, Point)| {
            chosen.iter().map(|other| distance(*point, *other) / 3.0).fold(*room, f64::min)
        };
        let best = candidates.iter().max_by(|a, b| score(a).total_cmp(&score(b)));
        let Some((score, point)) = best.map(|best| (score(best), best.1)) else { break };
        if !chosen.is_empty() && score < roomiest * 0.25 {
            break;
        }
        roomiest = f64::max(roomiest, score);
        chosen.push((wrapped(point.0), point.1));
    }
    chosen
}

/// Whether a ring goes around a point: a ray to the east meets it an odd number of times.
fn is_within(point: Point, ring: &[Point]) -> bool {
    let crossings = ring.windows(2).filter(|pair| {
        let (a, b) = (pair[0], pair[1]);
        (a.1 > point.1) != (b.1 > point.1) && point.0 < (b.0 - a.0) * (point.1 - a.1) / (b.1 - a.1) + a.0
    });
    crossings.count() % 2 == 1
}

/// Degrees between two points, those of longitude as long as they are there.
fn distance(a: Point, b: Point) -> f64 {
    let shrink = ((a.1 + b.1) / 2.0).to_radians().cos();
    ((a.0 - b.0) * shrink).hypot(a.1 - b.1)
}

fn wrapped(lon: f64) -> f64 {
    (lon + 180.0).rem_euclid(360.0) - 180.0
}

#[expect(clippy::cast_possible_truncation, reason = "degrees times a hundred are small")]
fn unit(degrees: f64) -> i64 {
    (degrees * UNIT).round() as i64
}

/// Seven bits a byte, the lowest first; the eighth says that there are more.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// A signed number as an unsigned one: 0, -1, 1, -2, …
fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put(bytes, ((number << 1) ^ (number >> 63)).cast_unsigned());
}
