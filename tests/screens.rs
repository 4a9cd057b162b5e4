//! What the screen shows, with styles, at the sizes that matter.

mod play;

use play::{Play, SHIPPED};

#[test]
fn peek() {
    for (w, h) in [(120, 36), (80, 24), (50, 16), (20, 5)] {
        println!("{}", Play::new(SHIPPED).size(w, h).text());
    }
    println!("{}", Play::new(SHIPPED).keys("G<Tab><Tab>j").text());
}
