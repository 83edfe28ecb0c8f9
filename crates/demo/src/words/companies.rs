use super::Industry;

const BEGINNINGS: [&str; 64] = [
    "Alder", "Amber", "Ash", "Bram", "Brent", "Bright", "Cald", "Carrow", "Cedar", "Clear", "Cobalt", "Corran", "Dale",
    "Dorn", "Eber", "Elder", "Ember", "Fair", "Fenn", "Fern", "Gael", "Glen", "Gold", "Grey", "Hallow", "Harrow",
    "Hazel", "High", "Holm", "Iron", "Ivory", "Juniper", "Kel", "Kest", "Lark", "Linden", "Loch", "Lum", "Marl",
    "Mead", "Mill", "Moor", "Nether", "North", "Oak", "Orchard", "Osprey", "Pell", "Penn", "Quill", "Raven", "Rook",
    "Rowan", "Sable", "Silver", "Sterl", "Stone", "Tarn", "Thorn", "Umber", "Vale", "Wren", "Wyn", "Yarrow",
];

const ENDINGS: [&str; 45] = [
    "bourne", "bridge", "brook", "burn", "combe", "cote", "crest", "cross", "dene", "fell", "field", "ford", "gate",
    "grove", "ham", "haven", "hurst", "keep", "land", "ley", "lock", "mark", "mere", "more", "mount", "path", "point",
    "port", "reach", "ridge", "rise", "row", "shaw", "shore", "side", "stead", "stow", "thorpe", "tide", "wall",
    "ward", "wath", "wick", "wood", "worth",
];

const QUALIFIERS: [&str; 11] = [
    "Group",
    "Holdings",
    "Partners",
    "International",
    "Collective",
    "Alliance",
    "Trust",
    "Ventures",
    "Works",
    "Union",
    "House",
];

const PAIRS: u64 = (BEGINNINGS.len() * ENDINGS.len()) as u64;

/// The name of the n-th company. A stride that shares no factor with the number of pairs visits each pair once before
/// any comes back; then a qualifier, and at last a number, tells namesakes apart.
pub(crate) fn company_name(seed: u64, index: u32, industry: &Industry) -> String {
    let position = (u64::from(index) * 1_237 + seed % PAIRS * 7) % PAIRS;
    let beginning = BEGINNINGS[(position / ENDINGS.len() as u64) as usize];
    let ending = ENDINGS[(position % ENDINGS.len() as u64) as usize];
    let suffix = industry.suffixes[(position % industry.suffixes.len() as u64) as usize];
    let cycle = u64::from(index) / PAIRS;
    match cycle {
        0 => format!("{beginning}{ending} {suffix}"),
        1..=11 => format!("{beginning}{ending} {suffix} {}", QUALIFIERS[cycle as usize - 1]),
        _ => format!("{beginning}{ending} {suffix} {cycle}"),
    }
}

/// The name as part of an address.
pub(crate) fn slug(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
