//! Names of steps: small letters, stable, each once.

use std::collections::BTreeSet;

/// Names that are taken.
#[derive(Debug, Default)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A free name that looks like `wanted`.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        let base = snake_case(wanted);
        let mut name = base.clone();
        let mut n = 2_usize;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}_{n}");
            n += 1;
        }
        name
    }

    /// A name like `wanted` that no step has.
    pub(crate) fn nowhere(&self, wanted: &str) -> String {
        let mut name = snake_case(wanted);
        while self.taken.contains(&name) {
            name.push_str("_missing");
        }
        name
    }
}

/// `Main Menu` and `mainMenu` are `main_menu`; Cyrillic is spelled in Latin letters.
pub(crate) fn snake_case(name: &str) -> String {
    let mut better = String::new();
    let mut after_small = false;
    for c in name.chars().take(60) {
        if c.is_uppercase() && after_small {
            better.push('_');
        }
        after_small = c.is_lowercase() || c.is_ascii_digit();
        if c.is_ascii_alphanumeric() {
            better.push(c.to_ascii_lowercase());
        } else if let Some(latin) = latin(c) {
            better.push_str(latin);
        } else if !better.is_empty() && !better.ends_with('_') {
            better.push('_');
        }
    }
    let better = better.trim_matches('_');
    match better.chars().next() {
        Some(c) if c.is_ascii_lowercase() => better.to_owned(),
        Some(_) => format!("step_{better}"),
        None => "step".to_owned(),
    }
}

/// A state's name as people would say it: `connect_to-Sales` is “Connect to sales”.
pub(crate) fn readable(name: &str) -> String {
    let words = snake_case(name).replace('_', " ");
    capitalised(&words)
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

fn latin(c: char) -> Option<&'static str> {
    let small = c.to_lowercase().next()?;
    Some(match small {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "yu",
        'я' => "ya",
        'ə' | 'ă' | 'â' => "a",
        'ı' | 'î' => "i",
        'ö' => "o",
        'ü' => "u",
        'ğ' => "g",
        'ç' => "c",
        'ş' | 'ș' => "s",
        'ț' => "t",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_small_letters_and_unique() {
        let mut names = Names::default();
        for (wanted, name) in [
            ("Main Menu", "main_menu"),
            ("mainMenu", "main_menu_2"),
            ("main-menu", "main_menu_3"),
            ("Главное меню", "glavnoe_menyu"),
            ("1st", "step_1st"),
            ("…", "step"),
            ("", "step_2"),
        ] {
            assert_eq!(names.take(wanted), name);
        }
        assert_eq!(names.nowhere("Main menu"), "main_menu_missing");
    }
}
