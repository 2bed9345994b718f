//! A file of people, as a table program writes it: CSV with commas, semicolons or tabs, in UTF-8. It comes from outside: what
//! can't be read at all is refused with what it seems to be, what is wrong with one row is told beside that row.

use std::collections::{HashMap, HashSet};

use csv::{ReaderBuilder, StringRecord};
use dezky_app::text::Text;
use dezky_domain::{
    AppError, Result, access::Role, batch::MOST_ROWS, error::Why, group::GroupName, language::Language,
    member::NewMember,
};
use dezky_store::NewRow;

/// The columns, each with the names that it may have beside its own: those of the template in four languages, and what
/// other programs write.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("name", &["full name", "display name", "nom", "nom complet", "navn", "fulde navn", "vollständiger name"]),
    (
        "email",
        &[
            "e-mail",
            "mail",
            "e-mail address",
            "email address",
            "address",
            "e-mail-adresse",
            "adresse",
            "adresse e-mail",
            "courriel",
            "mailadresse",
            "e-mailadresse",
        ],
    ),
    ("role", &["rolle", "rôle"]),
    ("groups", &["group", "gruppen", "gruppe", "groupes", "groupe", "grupper"]),
    ("language", &["sprache", "langue", "sprog"]),
    (
        "invite_to",
        &["invite to", "invitation to", "einladung an", "invitation à", "inviter à", "invitation til", "inviter til"],
    ),
];

/// A cell is at most as long, in bytes: beyond it nothing is kept of it.
const LONGEST: usize = 2_000;

/// The rows of a file, as they would be done. `given` are the roles that the caller may give.
///
/// # Errors
/// `Invalid{file}`: not UTF-8, empty, without a column that is needed, with too many rows.
pub fn read(bytes: &[u8], language: Language, given: &[Role]) -> Result<Vec<NewRow>> {
    let text = decoded(bytes)?;
    let (separator, text) = separated(text);
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| wrong("import-unreadable"))?.clone();
    let columns = columns(&header)?;
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    let mut record = StringRecord::new();
    let unclosed = text.matches('"').count() % 2 == 1;
    while reader.read_record(&mut record).map_err(|_| wrong("import-unreadable"))? {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        // A record's own position is where the one before it ended: blank lines between them would count as its beginning.
        let within = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        let began = record.position().map_or(0, csv::Position::line);
        let number = began.max(reader.position().line().saturating_sub(1 + within));
        let mut row = row(number, &record, &columns, header.len(), language, given, &mut seen);
        // Of a name or an address no more than a line is meant; in other columns that may be.
        let torn = columns.values().any(|place| record.get(*place).is_some_and(|cell| cell.trim().contains('\n')));
        let last = unclosed && reader.position().byte() >= text.len() as u64;
        let lines = record.iter().map(|cell| cell.trim_end().matches('\n').count() as u64).sum();
        let swallowed = if torn || last { lines } else { 0 };
        if torn || last {
            row.wrong = Some(("", "import-quote"));
        }
        rows.push(row);
        for line in 1..=swallowed {
            if rows.len() > MOST_ROWS {
                break;
            }
            let wrong = Some(("", "import-quote-line"));
            rows.push(NewRow { number: number + line, fields: Vec::new(), wrong });
        }
        if rows.len() > MOST_ROWS {
            return Err(wrong("import-too-many"));
        }
    }
    if rows.is_empty() { Err(wrong("import-empty")) } else { Ok(rows) }
}

fn wrong(why: &'static str) -> AppError {
    Why(why).at("file")
}

/// As text, without its byte order mark.
fn decoded(bytes: &[u8]) -> Result<&str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Letters of the West have a zero byte beside each in UTF-16, which no text in UTF-8 has.
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0);
    if wide {
        return Err(wrong("import-utf16"));
    }
    std::str::from_utf8(bytes).map_err(|_| wrong("import-latin1"))
}

/// What stands between cells: what the first line says it is, or has most of outside of quotes.
fn separated(text: &str) -> (u8, &str) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(separator) = first.strip_prefix("sep=").filter(|rest| rest.len() == 1) {
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        return (separator.as_bytes()[0], rest);
    }
    let bare: String = first.split('"').step_by(2).collect();
    let count = |separator: u8| bare.bytes().filter(|byte| *byte == separator).count();
    let most = [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator));
    (most.unwrap_or(b','), text)
}

/// Where each column stands. Those that we don't know are left alone: a file may hold more than we need.
fn columns(header: &StringRecord) -> Result<HashMap<&'static str, usize>> {
    let mut columns = HashMap::new();
    for (place, cell) in header.iter().enumerate() {
        let cell = cell.trim().to_lowercase();
        let named = COLUMNS.iter().find(|(column, names)| *column == cell || names.contains(&cell.as_str()));
        if let Some((column, _)) = named
            && columns.insert(*column, place).is_some()
        {
            return Err(wrong("import-column-twice"));
        }
    }
    match (columns.contains_key("name"), columns.contains_key("email")) {
        (true, true) => Ok(columns),
        (false, true) => Err(wrong("import-no-name")),
        (true, false) => Err(wrong("import-no-email")),
        (false, false) => Err(wrong("import-no-columns")),
    }
}

fn row(
    number: u64,
    record: &StringRecord,
    columns: &HashMap<&'static str, usize>,
    width: usize,
    language: Language,
    given: &[Role],
    seen: &mut HashSet<String>,
) -> NewRow {
    let mut fields = Vec::new();
    let mut found = None;
    for (column, _) in COLUMNS {
        let cell = columns.get(column).and_then(|place| record.get(*place)).unwrap_or_default().trim();
        if cell.len() > LONGEST {
            found = found.or(Some((column, "import-too-long")));
            continue;
        }
        // A table program would run it; nobody is called so.
        if cell.starts_with(['=', '+', '-', '@']) {
            found = found.or(Some((column, "import-formula")));
        }
        let cell = cell.lines().next().unwrap_or_default();
        let cell = match column {
            "role" => role(cell).map_or(cell, |role| role.word()),
            "language" => tongue(cell, language).map_or(cell, |tongue| tongue.word()),
            _ => cell,
        };
        fields.push((column.to_owned(), cell.to_owned()));
    }
    if record.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
        found = found.or(Some(("", "import-more-cells")));
    }
    let wrong = found.or_else(|| checked(&fields, given, seen).err());
    NewRow { number, fields, wrong }
}

/// # Errors
/// The field that is wrong, and why.
fn checked(
    fields: &[(String, String)],
    given: &[Role],
    seen: &mut HashSet<String>,
) -> std::result::Result<(), (&'static str, &'static str)> {
    let Parsed { member, .. } = parsed(fields).map_err(|error| match error.fields().first() {
        // A file has no list to choose from.
        Some(("role", _)) => ("role", "import-which-role"),
        Some((field, why)) => (*field, why.0),
        None => ("", "import-unreadable"),
    })?;
    if !given.contains(&member.role) {
        return Err(("role", "import-role"));
    }
    if !seen.insert(member.email.as_str().to_owned()) {
        return Err(("email", "import-twice"));
    }
    Ok(())
}

/// A row that can be done.
pub struct Parsed {
    pub member: NewMember,
    pub groups: Vec<GroupName>,
}

/// Reads the fields of a row, as [`read`] kept them.
///
/// # Errors
/// `Invalid`, with the field.
pub fn parsed(fields: &[(String, String)]) -> Result<Parsed> {
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let language = Language::parse(field("language")).ok_or_else(|| Why("wrong-language").at("language"))?;
    let member = NewMember::parse(field("name"), field("email"), field("role"), field("invite_to"), language)?;
    let names = field("groups").split(',').map(str::trim).filter(|name| !name.is_empty());
    let groups = names.map(|name| GroupName::parse(name).map_err(|_| Why("wrong-group-name").at("groups")));
    Ok(Parsed { member, groups: groups.collect::<Result<_>>()? })
}

/// By its word, or by what it is called in any of our languages; nothing is a member.
fn role(cell: &str) -> Option<Role> {
    let cell = cell.to_lowercase();
    let called = |role: &Role, language: &Language| {
        Text::new(*language).say(&format!("role-{}", role.word())).to_lowercase() == cell
    };
    let mut roles = Role::ALL.iter().filter(|role| role.is_tenants());
    if cell.is_empty() {
        return Some(Role::Member);
    }
    roles.find(|role| role.word() == cell || Language::ALL.iter().any(|language| called(role, language))).copied()
}

/// By its word, or by its own name; nothing is `usual`.
fn tongue(cell: &str, usual: Language) -> Option<Language> {
    let cell = cell.to_lowercase();
    let is = |language: &&Language| language.word() == cell || language.endonym().to_lowercase() == cell;
    if cell.is_empty() { Some(usual) } else { Language::ALL.iter().find(is).copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVEN: &[Role] = &[Role::Member, Role::Helpdesk, Role::Auditor, Role::Admin];

    fn rows(text: &str) -> Vec<NewRow> {
        read(text.as_bytes(), Language::German, GIVEN).unwrap()
    }

    fn refused(bytes: &[u8]) -> &'static str {
        match read(bytes, Language::English, GIVEN) {
            Err(AppError::Invalid { field: "file", why }) => why.0,
            other => panic!("{other:?}"),
        }
    }

    fn fields<'a>(row: &'a NewRow, names: &[&str]) -> Vec<&'a str> {
        let of = |name: &&str| row.fields.iter().find(|(key, _)| key == name).map_or("?", |(_, value)| value.as_str());
        names.iter().map(of).collect()
    }

    #[test]
    fn separators_quotes_and_languages_are_found_out() {
        let files = [
            "name,email,role,groups\nTilo Arend,tilo@acme.example,Admin,\"Sales, Fairs\"\n",
            "\u{feff}Name;E-Mail;Rolle;Gruppen\r\nTilo Arend;tilo@acme.example;Admin;Sales, Fairs\r\n",
            "Nom\tCourriel\tRôle\tGroupes\nTilo Arend\ttilo@acme.example\tadmin\tSales,Fairs\n",
            "sep=;\nNavn;E-mail;Rolle;Grupper\n\"Tilo Arend\";tilo@acme.example;admin;\"Sales,Fairs\"\n",
        ];
        for file in files {
            let rows = rows(file);
            assert_eq!(rows.len(), 1, "{file}");
            assert_eq!(
                fields(&rows[0], &["name", "email", "role", "language"]),
                ["Tilo Arend", "tilo@acme.example", "admin", "de"]
            );
            assert_eq!(rows[0].wrong, None, "{file}");
            let groups = parsed(&rows[0].fields).unwrap().groups;
            assert_eq!(groups.iter().map(GroupName::as_str).collect::<Vec<_>>(), ["Sales", "Fairs"]);
        }
    }

    #[test]
    fn what_is_wrong_with_a_row_is_told_there() {
        let file = "name,email,role,groups,language,invite_to\n\
            Ann,ann@acme.example,,,,\n\
            Ben,ben,,,,\n\
            \"=HYPERLINK(\"\"http://e\"\")\",c@acme.example,,,,\n\
            Dee,d@acme.example,emperor,,,\n\
            Eve,e@acme.example,owner,,,\n\
            Ann again,ANN@acme.example,,,,\n\
            ,f@acme.example,,,,\n\
            \n\
            Gus,g@acme.example,,,klingon,\n\
            Hal,h@acme.example,,,,nowhere\n\
            Ida,i@acme.example,,,,,more\n\
            Jan,j@acme.example\n";
        let rows = rows(file);
        let wrong: Vec<_> = rows.iter().map(|row| (row.number, row.wrong)).collect();
        assert_eq!(
            wrong,
            [
                (2, None),
                (3, Some(("email", "wrong-email"))),
                (4, Some(("name", "import-formula"))),
                (5, Some(("role", "import-which-role"))),
                (6, Some(("role", "import-role"))),
                (7, Some(("email", "import-twice"))),
                (8, Some(("name", "wrong-person-name"))),
                (10, Some(("language", "wrong-language"))),
                (11, Some(("invite_to", "wrong-email"))),
                (12, Some(("", "import-more-cells"))),
                (13, None),
            ]
        );
    }

    #[test]
    fn a_quote_that_is_not_closed_swallows_nothing_silently() {
        let wrong = |file: &str| {
            rows(file).into_iter().map(|row| (row.number, row.wrong.map(|(_, why)| why))).collect::<Vec<_>>()
        };
        let (torn, within) = (Some("import-quote"), Some("import-quote-line"));
        let file = "name,email\nAnn,a@acme.example\n\"Ben,b@acme.example\nCem,c@acme.example\nDee,d@acme.example\n";
        assert_eq!(wrong(file), [(2, None), (3, torn), (4, within), (5, within)]);
        let last = "name,email\nAnn,a@acme.example\nBen,\"b@acme.example";
        assert_eq!(wrong(last), [(2, None), (3, torn)]);
        // Lines in a column that isn't ours are its own business.
        let noted = "name,email,note\nAnn,a@acme.example,\"one\ntwo\"\nBen,b@acme.example,x\n";
        assert_eq!(wrong(noted), [(2, None), (4, None)]);
        let never = "name,email,note\nAnn,a@acme.example,\"one\nBen,b@acme.example,x\n";
        assert_eq!(wrong(never), [(2, torn), (3, within)]);
    }

    #[test]
    fn a_file_that_cannot_be_read_says_what_it_seems_to_be() {
        let utf16: Vec<u8> = "name,email\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(refused(&utf16), "import-utf16");
        assert_eq!(refused(&[&[0xff, 0xfe], &utf16[..]].concat()), "import-utf16");
        assert_eq!(refused(b"name,email\nJ\xfcrgen,j@acme.example\n"), "import-latin1");
        for (file, why) in [
            ("", "import-no-columns"),
            ("a,b\n1,2\n", "import-no-columns"),
            ("name,phone\n1,2\n", "import-no-email"),
            ("email\nx@acme.example\n", "import-no-name"),
            ("name,email,mail\n", "import-column-twice"),
            ("name,email\n\n,\n", "import-empty"),
        ] {
            assert_eq!(refused(file.as_bytes()), why, "{file:?}");
        }
        let many = "x,x@x.example\n".repeat(MOST_ROWS + 1);
        assert_eq!(refused(format!("name,email\n{many}").as_bytes()), "import-too-many");
    }
}
