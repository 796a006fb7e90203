//! Rows as a spreadsheet reads and writes them.

use crate::command::Failure;
use shared::{locale::Locale, translation::Row};

/// What a spreadsheet would take for a formula at the beginning of a cell.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table that was read.
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// The line in which each row begins, from 1.
    pub(super) lines: Vec<u64>,
    /// Columns that mean nothing here.
    pub(super) ignored: Vec<String>,
}

/// The table as CSV. A byte order mark tells Excel that it is UTF-8.
pub(super) fn write(locales: &[Locale], rows: &[Row], told_in: Locale) -> Result<String, Failure> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
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

/// Reads a table, separated by commas, semicolons or tabs.
pub(super) fn read(bytes: &[u8]) -> Result<Table, String> {
    let text = decoded(bytes)?;
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(separator(&text))
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
            let cell = unguarded(cell).replace("\r\n", "\n");
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
            table.lines.push(line.unwrap_or_default());
        }
    }
    Ok(table)
}

/// Columns besides the languages.
const KEPT: [&str; 5] = ["file", "place", "note", "mark", ""];

fn language(column: &str) -> Option<Locale> {
    Locale::ALL.into_iter().find(|l| l.code() == column)
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

/// The cell with a mark before what a spreadsheet would take for a formula.
fn guarded(cell: &str) -> String {
    if is_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell without the mark.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| is_formula(rest))
        .unwrap_or(cell)
}

/// Whether it begins like a formula, or like one that is guarded already.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
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
        ]
    }

    #[test]
    fn what_is_written_reads_as_it_was_in_every_guise_that_spreadsheets_give_it() {
        let text = write(&[Locale::En, Locale::Ru], &rows(), Locale::En).unwrap();
        assert!(text.starts_with("\u{feff}file,place,note,en,ru,mark\r\n"));
        for cell in [",'=1+1,", ",'-5,", ",''=x,", ",'''@,", ",'tis,"] {
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
        ] {
            assert_eq!(read(&bytes).unwrap().rows, rows());
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
