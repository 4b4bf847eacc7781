//! Finds phone numbers, by the rule in the documentation of [`privacy`](super).

use super::folded_chars::{FoldedChars, Span};
use super::place::Place;

/// The fewest and the most digits of a phone number without a plus sign.
const LEAST_DIGITS: usize = 9;
const MOST_DIGITS: usize = 15;

/// The fewest digits after a plus sign, or beside a word that names a phone.
const LEAST_SIGNED_DIGITS: usize = 7;

/// The most characters of punctuation between two groups of digits.
const WIDEST_GAP: usize = 4;

/// The most groups that people write a phone number in.
const MOST_GROUPS: usize = 8;

/// A row of digits.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
    /// The number of digits.
    length: usize,
    /// The number of zeros that it begins with.
    zeros: usize,
    /// The number that the digits are; wrong for a long one.
    value: u32,
    /// The first character between the group before and this one.
    separator: char,
}

impl Group {
    fn is_year(&self) -> bool {
        self.length == 4 && matches!(self.value, 1900..2100)
    }

    /// Whether it can be a day or a month.
    fn is_day(&self) -> bool {
        self.length < 3 && matches!(self.value, 1..32)
    }
}

/// Finds the next phone number, with its plus sign and its opening bracket.
pub(super) fn next_phone(text: &[u8], place: Place) -> Option<Span> {
    let mut chars = FoldedChars::new(text);
    // The character before, and where a plus sign and an opening bracket begin that belong to what follows.
    let (mut before, mut plus, mut bracket) = (' ', None, None);
    loop {
        let start = chars.position;
        if !before.is_ascii_alphanumeric() && begins_with_uuid(chars.rest()) {
            chars.position += UUID_LENGTH;
            before = '0';
            continue;
        }
        let char = chars.next()?;
        if char.is_ascii_digit() {
            chars.position = start;
            let (mut groups, after, is_bracketed) = read_groups(&mut chars, place);
            // Digits that touch a letter are a part of a name, such as that of a product.
            let mut touches_letter = before.is_ascii_alphabetic();
            if after.is_ascii_alphabetic() {
                // After a plus sign, only the digits at the letter are a part of its name.
                if plus.is_some() && place != Place::Text {
                    groups.pop();
                } else {
                    touches_letter = true;
                }
            }
            let is_number = place == Place::Text || !touches_letter;
            let found = find_phone(&groups, plus.is_some(), place);
            if let Some((first, end)) = found.filter(|_| is_number) {
                let sign = plus.or(bracket.filter(|_| is_bracketed));
                let start = sign.filter(|_| first == start).unwrap_or(first);
                return Some((start, end));
            }
            (before, plus, bracket) = (after, None, None);
            continue;
        }
        match char {
            // In an address it is a space after a letter, or a part of a name.
            '+' if before.is_ascii_digit() => {}
            '+' if place != Place::Text && before.is_ascii_alphabetic() => {}
            '+' => plus = Some(start),
            '(' | '[' => bracket = Some(start),
            ' ' => {}
            _ => (plus, bracket) = (None, None),
        }
        before = char;
    }
}

/// Reads groups of digits with punctuation between them. Returns them, the character after the last
/// digit, and whether a bracket closes among them.
fn read_groups(chars: &mut FoldedChars<'_>, place: Place) -> (Vec<Group>, char, bool) {
    let mut groups: Vec<Group> = Vec::new();
    let (mut gap, mut separator, mut is_bracketed) = (1, ' ', false);
    loop {
        let start = chars.position;
        let is_uuid = gap > 0 && begins_with_uuid(chars.rest());
        let char = chars.next().unwrap_or('\n');
        match char.to_digit(10) {
            Some(digit) if !is_uuid => {
                if gap > 0 {
                    groups.push(Group {
                        start,
                        end: 0,
                        length: 0,
                        zeros: 0,
                        value: 0,
                        separator,
                    });
                }
                if let Some(group) = groups.last_mut() {
                    group.zeros += usize::from(digit == 0 && group.zeros == group.length);
                    group.length += 1;
                    group.value = group.value.wrapping_mul(10).wrapping_add(digit);
                    group.end = chars.position;
                }
                gap = 0;
            }
            None if gap < WIDEST_GAP && is_separator(char, gap, place) => {
                if gap == 0 {
                    separator = char;
                }
                is_bracketed |= matches!(char, ')' | ']');
                gap += 1;
            }
            _ => {
                chars.position = start;
                let after = if gap == 0 { char } else { separator };
                return (groups, after, is_bracketed);
            }
        }
    }
}

/// Whether a character can be between two groups of digits.
fn is_separator(char: char, gap: usize, place: Place) -> bool {
    match char {
        ' ' | '(' | ')' | '-'..='/' | '[' | ']' | '_' | '~' => true,
        // In a query a plus sign is a space; after a space it begins a number.
        '+' => gap == 0,
        ':' | ',' | '\'' | '|' => place == Place::Text,
        _ => false,
    }
}

/// Finds a phone number between the dates and times among the groups.
fn find_phone(groups: &[Group], has_plus: bool, place: Place) -> Option<Span> {
    let (mut start, mut index) = (0, 0);
    loop {
        let rest = groups.get(index..).unwrap_or_default();
        let is_signed = has_plus && start == 0;
        let skipped = date_or_time_length(rest);
        let is_part = skipped == 0 || is_signed && continues_notation(groups, index);
        if is_part && !rest.is_empty() {
            index += 1;
            continue;
        }
        let number = groups.get(start..index).unwrap_or_default();
        if has_phone(number, is_signed, place) {
            return Some((number.first()?.start, number.last()?.end));
        }
        if rest.is_empty() {
            return None;
        }
        index += skipped;
        start = index;
    }
}

/// Whether the group at `index` and the one after it have the same separator before them, or nothing is
/// before the group. After a plus sign, such groups are no date but a part of the number: `+49-10-01-2000`.
fn continues_notation(groups: &[Group], index: usize) -> bool {
    let separator = |index: usize| groups.get(index).map(|group| group.separator);
    index == 0 || separator(index) == separator(index + 1)
}

/// How many groups at the start are a date such as 2026-11-22, 22.11.2026 or 11/22/2026, or a time such
/// as 10:30 or 10:30:59.
fn date_or_time_length(groups: &[Group]) -> usize {
    if let [first, second, third, ..] = groups {
        let is_even = second.separator == third.separator && second.separator != ' ';
        let is_date = first.is_year() && third.is_day() || first.is_day() && third.is_year();
        if is_even && is_date && second.is_day() {
            return 3;
        }
    }
    let mut parts = 0;
    for (index, group) in groups.iter().enumerate() {
        let is_part = match index {
            0 => group.length < 3 && group.value < 25,
            _ => group.separator == ':' && group.length == 2 && group.value < 60,
        };
        if !is_part {
            // Another colon makes it something else.
            return if group.separator == ':' { 0 } else { parts };
        }
        parts = if index == 0 { 0 } else { index + 1 };
    }
    if parts < 4 { parts } else { 0 }
}

fn digit_count(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.length).sum()
}

/// Whether the groups are a phone number, or several, which people write in a row. In an address only what
/// is sure begins such a row, because an id has one form only.
fn has_phone(groups: &[Group], has_plus: bool, place: Place) -> bool {
    let begins_with_phone = |groups: &[Group], has_plus: bool| {
        (1..=MOST_GROUPS).any(|count| {
            let part = groups.get(..count).unwrap_or_default();
            is_phone(part, has_plus, place)
        })
    };
    if digit_count(groups) <= MOST_DIGITS {
        return is_phone(groups, has_plus, place);
    }
    (has_plus || place == Place::AfterPhoneWord) && begins_with_phone(groups, has_plus)
        || place == Place::Text
            && !is_other_number(groups)
            && (0..groups.len()).any(|start| {
                let rest = groups.get(start..).unwrap_or_default();
                begins_with_phone(rest, has_plus && start == 0)
            })
}

fn is_phone(groups: &[Group], has_plus: bool, place: Place) -> bool {
    let [first, rest @ ..] = groups else {
        return false;
    };
    let digits = digit_count(groups);
    if digits > MOST_DIGITS {
        return false;
    }
    if has_plus || place == Place::AfterPhoneWord {
        return digits >= LEAST_SIGNED_DIGITS;
    }
    // North America's notation, with or without its country code.
    let has_country = first.length == 1 && first.value == 1;
    let local = if has_country { rest } else { groups };
    if let [area, exchange, line] = local
        && (area.length, exchange.length, line.length) == (3, 3, 4)
    {
        return true;
    }
    let is_text = place == Place::Text;
    if digits < LEAST_DIGITS || rest.is_empty() && !is_text {
        return false;
    }
    // A trunk prefix and an area code, or the prefix of another country.
    if first.length > 1 && (first.zeros == 1 || first.zeros == 2) {
        return first.zeros < first.length || first.length == 2;
    }
    // An amount begins with one digit, too, so only North America's code counts.
    if first.length == 1 {
        return is_text && has_country && digits == 11;
    }
    is_text
        && !rest.is_empty()
        && rest.iter().all(|group| group.length > 1)
        && !is_other_number(groups)
}

/// Whether the groups are years, an amount, coordinates, or the address of a host.
fn is_other_number(groups: &[Group]) -> bool {
    let (mut are_years, mut are_bytes, mut thousands, mut dots) = (true, true, 0, 0);
    for (index, group) in groups.iter().enumerate() {
        are_years &= group.is_year();
        are_bytes &= group.length < 4 && group.value < 256;
        if index > 0 {
            dots += usize::from(group.separator == '.');
            thousands += usize::from(group.length == 3);
        }
    }
    let (count, digits) = (groups.len(), digit_count(groups));
    let [_, second, ..] = groups else {
        return are_years;
    };
    let last = groups.last().unwrap_or(second);
    // ISO 27001:2022.
    let has_edition = count == 2 && digits == LEAST_DIGITS && last.is_year();
    let is_round = thousands + 1 == count && last.value == 0;
    let has_cents =
        thousands + 2 == count && last.length == 2 && second.separator != last.separator;
    let is_host = dots == 3 && count == 4 && are_bytes;
    let are_coordinates = dots == 2 && count == 4 && second.separator == last.separator;
    are_years || has_edition || is_round || has_cents || is_host || are_coordinates
}

const UUID_LENGTH: usize = 36;

#[inline(never)]
fn begins_with_uuid(text: &[u8]) -> bool {
    for (index, byte) in text.iter().enumerate() {
        let is_right = match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        if index == UUID_LENGTH - 1 || !is_right {
            return is_right;
        }
    }
    false
}
