//! Rows as a spreadsheet reads and writes them.

use crate::command::Failure;
use shared::{locale::Locale, translation::Row};

/// What a spreadsheet would take for a formula at the beginning of a cell.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];
/// Where a spreadsheet begins a cell if it separates by something else than this table does, as Excel does where the
/// system's list separator is a semicolon: quotation marks do not hold a cell together then.
const SEPARATORS: [char; 5] = [';', ',', '\t', '\n', '\r'];

/// A table that was read.
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// The line in which each row begins, from 1.
    pub(super) lines: Vec<u64>,
    /// Columns that mean nothing here.
    pub(super) ignored: Vec<String>,
}

/// The table as CSV. A byte order mark tells Excel that it is UTF-8; a line `sep=,` would make it forget that.
pub(super) fn write(locales: &[Locale], rows: &[Row], told_in: Locale) -> Result<String, Failure> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(vec![]);
    let codes = locales.iter().map(|l| l.code());
    let header = ["file", "place", "note"].into_iter().chain(codes);
    let failed = |e: csv::Error| Failure::Work(e.to_string());
    csv.write_record(header.chain(["mark"])).map_err(failed)?;
    for row in rows {
        let note = match told_in {
            Locale::Ru => &row.note.ru,
            Locale::Az | Locale::En | Locale::Ro => &row.note.en,
        };
        let texts = locales
            .iter()
            .map(|l| row.texts.get(l).map_or("", String::as_str));
        let cells = [row.file.as_str(), &row.place, note]
            .into_iter()
            .chain(texts);
        let cells = cells.chain([row.mark.as_str()]).map(guarded);
        csv.write_record(cells).map_err(failed)?;
    }
    let bytes = csv.into_inner().map_err(|e| Failure::Work(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| Failure::Work(e.to_string()))?;
    Ok(format!("\u{feff}{text}"))
}

/// Reads a table, separated by commas, semicolons or tabs, or by what a first line `sep=` names.
pub(super) fn read(bytes: &[u8]) -> Result<Table, String> {
    let text = decoded(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (named, text) = named_separator(text);
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(named.unwrap_or_else(|| separator(text)))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = csv.headers().map_err(|e| e.to_string())?.clone();
    let columns: Vec<String> = header
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    for needed in ["file", "place"] {
        if !columns.iter().any(|name| name == needed) {
            return Err(format!(
                "there is no column “{needed}”: this is not a table that `ringback texts export` has written"
            ));
        }
    }
    let mut table = Table {
        rows: Vec::new(),
        lines: Vec::new(),
        ignored: Vec::new(),
    };
    let known = |name: &str| language(name).is_some() || KEPT.contains(&name);
    table.ignored = columns
        .iter()
        .filter(|name| !known(name))
        .cloned()
        .collect();
    for record in csv.records() {
        let record = record.map_err(|e| e.to_string())?;
        let mut row = Row::default();
        for (name, cell) in columns.iter().zip(&record) {
            let cell = unguarded(&cell.replace("\r\n", "\n"));
            match (name.as_str(), language(name)) {
                ("file", _) => row.file = cell,
                ("place", _) => row.place = cell,
                ("mark", _) => row.mark = cell,
                (_, Some(locale)) => {
                    row.texts.insert(locale, cell);
                }
                _ => {}
            }
        }
        let is_empty = row.file.is_empty() && row.place.is_empty();
        if !is_empty {
            table.rows.push(row);
            let line = record.position().map(csv::Position::line);
            let above = u64::from(named.is_some());
            table.lines.push(line.unwrap_or_default() + above);
        }
    }
    Ok(table)
}

/// Columns besides the languages.
const KEPT: [&str; 5] = ["file", "place", "note", "mark", ""];

fn language(column: &str) -> Option<Locale> {
    Locale::ALL.into_iter().find(|l| l.code() == column)
}

/// What a first line `sep=` names, which Excel understands, and the text after that line.
fn named_separator(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.strip_suffix('\r').unwrap_or(first);
    // A spreadsheet that did not understand the line has saved it as a cell, and empty ones up to the last column.
    let first = first.strip_prefix('"').unwrap_or(first);
    let named = first
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("sep="));
    match named.and_then(|_| first.as_bytes().get(4)) {
        Some(separator) if separator.is_ascii() => (Some(*separator), rest),
        _ => (None, text),
    }
}

/// What stands between two columns: whatever follows the first of them in the header.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: char| header.matches(separator).count();
    [',', ';', '\t']
        .into_iter()
        .max_by_key(|separator| count(*separator))
        .and_then(|separator| u8::try_from(separator).ok())
        .unwrap_or(b',')
}

/// UTF-8, or UTF-16 as Excel writes it (“Unicode text”).
fn decoded(bytes: &[u8]) -> Result<String, String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .filter_map(|pair| Some(unit(pair.try_into().ok()?)))
            .collect();
        String::from_utf16(&units).map_err(|_| "this file is damaged".to_owned())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [b'P', b'K', ..] => {
            Err("this is a workbook. Save it as “CSV UTF-8” in your spreadsheet".to_owned())
        }
        all => utf8(all),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| {
        "the letters of this file cannot be told for certain. Save it as “CSV UTF-8” in your spreadsheet"
            .to_owned()
    })
}

/// The cell with a mark before what a spreadsheet would take for a formula, at its beginning and within it.
fn guarded(cell: &str) -> String {
    let mut guarded = String::with_capacity(cell.len());
    for (part, rest) in cell.split_inclusive(SEPARATORS).zip(starts(cell)) {
        if is_formula(rest) {
            guarded.push('\'');
        }
        guarded.push_str(part);
    }
    guarded
}

/// The cell without the marks.
fn unguarded(cell: &str) -> String {
    cell.split_inclusive(SEPARATORS)
        .zip(starts(cell))
        .map(|(part, rest)| match rest.strip_prefix('\'') {
            Some(bare) if is_formula(bare) => part.strip_prefix('\'').unwrap_or(part),
            _ => part,
        })
        .collect()
}

/// What follows from each place where a spreadsheet could begin a cell.
fn starts(cell: &str) -> impl Iterator<Item = &str> {
    let after = cell.match_indices(SEPARATORS);
    let after = after.filter_map(|(at, separator)| cell.get(at + separator.len()..));
    std::iter::once(cell).chain(after)
}

/// Whether it begins like a formula, in quotation marks or not, or like one that is guarded already. A line break that
/// is written as two characters is none: spreadsheets write it so where it was one.
fn is_formula(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['\'', '"']);
    cell.starts_with(FORMULA) && !cell.starts_with("\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn rows() -> Vec<Row> {
        let row = |place: &str, en: &str, ru: &str| Row {
            file: "menu.json".to_owned(),
            place: place.to_owned(),
            texts: BTreeMap::from([(Locale::En, en.to_owned()), (Locale::Ru, ru.to_owned())]),
            mark: "en-1e500000 ru-00000000".to_owned(),
            ..Row::default()
        };
        vec![
            row("a", "Plain; with, \"all\"", "ы\nдве строки"),
            row("b", "=1+1", "-5"),
            row("c", "'=x", "''@"),
            row("d", "'tis", ""),
            row("e", "Press 1;=cmd|' /C calc'!A0", "1,-2\t@a\n+b;'=c"),
            row("f", "\0", "\t\t=;\"=1\";'\"-2"),
            row("g", "a,'\n\nb", "''a;'b,'';"),
        ]
    }

    #[test]
    fn what_is_written_reads_as_it_was_in_every_guise_that_spreadsheets_give_it() {
        let text = write(&[Locale::En, Locale::Ru], &rows(), Locale::En).unwrap();
        assert!(text.starts_with("\u{feff}\"file\",\"place\",\"note\",\"en\",\"ru\",\"mark\"\r\n"));
        for cell in [
            ",\"'=1+1\",",
            ",\"'-5\",",
            ",\"''=x\",",
            ",\"'''@\",",
            ",\"'tis\",",
            ",\"Press 1;'=cmd|' /C calc'!A0\",",
            ",\"1,'-2\t'@a\n'+b;''=c\",",
            ",\"'\0\",",
            ";'\"\"=1\"\";''\"\"-2\"",
            ",\"a,'\n\nb\",\"''a;'b,'';\",",
        ] {
            assert!(text.contains(cell), "{cell} in {text}");
        }
        let mut parsed = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let records: Vec<csv::StringRecord> = std::iter::once(parsed.headers().unwrap().clone())
            .chain(parsed.records().map(Result::unwrap))
            .collect();
        let separated = |by: u8| {
            let mut csv = csv::WriterBuilder::new().delimiter(by).from_writer(vec![]);
            records.iter().for_each(|r| csv.write_record(r).unwrap());
            csv.into_inner().unwrap()
        };
        let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let tabs = String::from_utf8(separated(b'\t')).unwrap();
            format!("\u{feff}{tabs}")
                .encode_utf16()
                .flat_map(unit)
                .collect()
        };
        for bytes in [
            text.clone().into_bytes(),
            separated(b','),
            separated(b';'),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            text.replace('\n', "\r\n")
                .replace("\r\r\n", "\r\n")
                .into_bytes(),
        ] {
            assert_eq!(read(&bytes).unwrap().rows, rows());
        }
    }

    #[test]
    fn a_first_line_that_names_the_separator_is_honoured() {
        for (first, by) in [
            ("sep=,", ","),
            ("\u{feff}sep=,\r", ","),
            ("SEP=;", ";"),
            ("sep=|", "|"),
            ("\u{feff}sep=\t\r", "\t"),
            ("\"sep=;\";;", ";"),
        ] {
            let cells = |row: &[&str]| row.join(by);
            let header = cells(&["file", "place", "en"]);
            let row = cells(&["menu.json", "a", "\"x,y;z\""]);
            let table = read(format!("{first}\n{header}\n{row}\n").as_bytes()).unwrap();
            assert_eq!(table.lines, [3], "{first}");
            let text = table.rows.first().unwrap().texts.get(&Locale::En);
            assert_eq!(text.unwrap(), "x,y;z", "{first}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_remedy() {
        let windows: Vec<u8> = b"file,place,ru\nmenu.json,a,\xcf\xf0\xe8\xe2\xe5\xf2\n".to_vec();
        for (bytes, why) in [
            (windows, "CSV UTF-8"),
            (b"PK\x03\x04".to_vec(), "this is a workbook"),
            (b"a,b\n1,2\n".to_vec(), "there is no column “file”"),
            (Vec::new(), "there is no column “file”"),
            (vec![0xff, 0xfe, 0x00, 0xd8], "damaged"),
        ] {
            let refused = read(&bytes).err().unwrap();
            assert!(refused.contains(why), "{refused}");
        }
    }

    #[test]
    fn columns_may_be_moved_and_added_and_rows_left_out() {
        let table = read(b"Comment;RU;Place;FILE;fr\nx;\xd1\x8b;a;menu.json;y\n;;;;\n").unwrap();
        assert_eq!(table.ignored, ["comment", "fr"]);
        assert_eq!(table.lines, [2]);
        let row = table.rows.first().unwrap();
        assert_eq!((row.file.as_str(), row.place.as_str()), ("menu.json", "a"));
        assert_eq!(row.texts, BTreeMap::from([(Locale::Ru, "ы".to_owned())]));
    }
}
