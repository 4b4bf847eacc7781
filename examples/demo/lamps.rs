//! The shop's catalogue.

#[derive(Debug, PartialEq)]
pub(crate) struct Lamp {
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    /// Where it belongs; completes "For ...".
    pub(crate) place: &'static str,
    /// In euros, tax included.
    pub(crate) price: u32,
    pub(crate) lead: &'static str,
    pub(crate) text: &'static str,
    pub(crate) facts: &'static [(&'static str, &'static str)],
}

pub(crate) const LAMPS: &[Lamp] = &[
    Lamp {
        slug: "heron",
        name: "Heron",
        kind: "Floor lamp",
        place: "an armchair",
        price: 189,
        lead: "Leans over your shoulder and lights the page, not your eyes.",
        text: "A bow of steamed ash carries the shade out over the chair. The stone foot weighs six \
               kilos, so neither a child nor a dog can tip it over.",
        facts: &[
            ("Height", "158 cm"),
            ("Made of", "Ash, linen, limestone"),
            ("Bulb", "E27, up to 8 W"),
            ("Cable", "2.5 m, cotton"),
        ],
    },
    Lamp {
        slug: "pebble",
        name: "Pebble",
        kind: "Table lamp",
        place: "a bedside",
        price: 96,
        lead: "A round of stoneware that glows as softly as a nightlight, or as brightly as your book needs.",
        text: "The dimmer is the lamp itself: turn the shade and the light follows. Each foot is \
               thrown by hand and has its own speckles.",
        facts: &[
            ("Height", "34 cm"),
            ("Made of", "Stoneware, glass"),
            ("Bulb", "E27, up to 8 W, dimmable"),
            ("Cable", "1.8 m, cotton"),
        ],
    },
    Lamp {
        slug: "rook",
        name: "Rook",
        kind: "Desk lamp",
        place: "a desk",
        price: 132,
        lead: "Two joints, one hand, and the light stays where you put it.",
        text: "The joints are turned brass and have no springs to wear out. If one works loose after a \
               few years, a coin tightens it.",
        facts: &[
            ("Reach", "72 cm"),
            ("Made of", "Steel, brass"),
            ("Bulb", "E27, up to 8 W"),
            ("Cable", "2 m, cotton"),
        ],
    },
    Lamp {
        slug: "moth",
        name: "Moth",
        kind: "Pendant",
        place: "a dining table",
        price: 74,
        lead: "Folded paper that gathers a table into one circle of light.",
        text: "It arrives flat and folds into shape in five minutes. The paper is coated and wipes \
               clean; a new shade costs less than dinner.",
        facts: &[
            ("Width", "46 cm"),
            ("Made of", "Coated paper, steel wire"),
            ("Bulb", "E27, up to 8 W"),
            ("Cable", "3 m, cotton"),
        ],
    },
];

impl Lamp {
    pub(crate) fn find(slug: &str) -> Option<&'static Self> {
        LAMPS.iter().find(|lamp| lamp.slug == slug)
    }
}
