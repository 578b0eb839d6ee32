//! The grammar of `fields.txt`, whose head describes it. The build script checks the file with this module, too.

/// The fields of an endpoint, in one or several variants of its use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape<'a> {
    /// The variants: at least one. They differ by a constant parameter, or by use.
    pub(crate) variants: Vec<Variant<'a>>,
}

/// A variant of an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant<'a> {
    /// The parameters of the query.
    pub(crate) query: Vec<Field<'a>>,
    /// The format of the body.
    pub(crate) body_format: Format,
    /// The fields of the body.
    pub(crate) body: Vec<Field<'a>>,
    /// The format of the answer.
    pub(crate) answer_format: Format,
    /// The fields of the answer.
    pub(crate) answer: Vec<Field<'a>>,
}

/// The format of a body or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A JSON object.
    Json,
    /// XML; all values are text, and a list repeats its element.
    Xml,
    /// A form with files.
    Multipart,
    /// Bytes, such as a picture.
    Binary,
    /// Lines of values separated by commas.
    Csv,
    /// Bytes or text as they are.
    Raw,
    /// Nothing.
    None,
}

/// A field: a parameter, a member of an object, an XML element or a part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field<'a> {
    /// The name; `*` stands for any further names, `$n` in a name for a number.
    pub(crate) name: &'a str,
    /// `true` if the platform wants it.
    pub(crate) is_required: bool,
    /// The errcode of a call without it, where the documents state one.
    pub(crate) missing: Option<i64>,
    /// The lists, maps and texts around the value, from the outside.
    pub(crate) wraps: Vec<Wrap>,
    /// The value.
    pub(crate) scalar: Scalar,
    /// The members, if the value is an object.
    pub(crate) members: Members<'a>,
    /// Known values; seldom all of them.
    pub(crate) words: Vec<Word<'a>>,
    /// The value that clients send if the caller names none.
    pub(crate) default: Option<Word<'a>>,
    /// The only value in this variant.
    pub(crate) constant: Option<Word<'a>>,
    /// The date from which the platform does not use it any more, as `YYYY-MM-DD`; may be empty.
    pub(crate) until: &'a str,
}

/// A layer around a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrap {
    /// A list of values.
    List,
    /// An object with any names.
    Map,
    /// A string that holds the JSON of the value.
    JsonText,
    /// A string of values joined by this character.
    Joined(char),
}

/// A value without members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scalar {
    /// A string.
    Text,
    /// An integer.
    Integer,
    /// A decimal number.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// An object.
    Object,
    /// Any value.
    Any,
    /// A file part of a form.
    File,
    /// A string that WeChat Pay v3 wants encrypted.
    Encrypted,
    /// An integer, or the same as a string.
    IntegerOrText,
    /// A decimal number, or the same as a string.
    DecimalOrText,
    /// 0 or 1.
    Bit,
    /// 0, 1, `true` or `false`.
    BitOrBoolean,
    /// `Y` or `N`.
    YesNo,
    /// `true` or `false` as a string.
    BooleanText,
    /// A number as a string.
    NumberText,
    /// A time in seconds since 1970.
    Seconds,
    /// A time in milliseconds since 1970.
    Millis,
    /// A time in seconds since 1970, also as a string.
    SecondsOrText,
    /// A time in milliseconds since 1970, also as a string.
    MillisOrText,
    /// A time in seconds since 1970 as a string.
    SecondsText,
    /// A time of RFC 3339.
    Rfc3339,
    /// `YYYY-MM-DD HH:MM:SS`.
    DateTime,
    /// `YYYYMMDDHHMMSS`.
    CompactDateTime,
    /// A date or a time in a format that the source does not state.
    SomeTime,
}

/// The members of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Members<'a> {
    /// These fields.
    Fields(Vec<Field<'a>>),
    /// The fields of the list this many levels up; 1 is the list with the field itself.
    Up(usize),
    /// Not stated.
    Unstated,
}

/// A value in the table: JSON, or a bare word that stands for a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'a>(pub(crate) &'a str);

/// The scalars by their marks in the file.
const SCALARS: [(&str, Scalar); 24] = [
    ("s", Scalar::Text),
    ("i", Scalar::Integer),
    ("n", Scalar::Decimal),
    ("b", Scalar::Boolean),
    ("o", Scalar::Object),
    ("x", Scalar::Any),
    ("f", Scalar::File),
    ("c", Scalar::Encrypted),
    ("j", Scalar::IntegerOrText),
    ("jn", Scalar::DecimalOrText),
    ("k", Scalar::Bit),
    ("kb", Scalar::BitOrBoolean),
    ("y", Scalar::YesNo),
    ("w", Scalar::BooleanText),
    ("d", Scalar::NumberText),
    ("t", Scalar::Seconds),
    ("tm", Scalar::Millis),
    ("tj", Scalar::SecondsOrText),
    ("tmj", Scalar::MillisOrText),
    ("ts", Scalar::SecondsText),
    ("tr", Scalar::Rfc3339),
    ("tb", Scalar::DateTime),
    ("td", Scalar::CompactDateTime),
    ("ty", Scalar::SomeTime),
];

/// The formats by their marks in the file.
const FORMATS: [(&str, Format); 7] = [
    ("json", Format::Json),
    ("xml", Format::Xml),
    ("multipart", Format::Multipart),
    ("binary", Format::Binary),
    ("csv", Format::Csv),
    ("raw", Format::Raw),
    ("none", Format::None),
];

/// The fields that `$` stands for in an answer.
const COMMON: &str = "errcode:i,errmsg";
/// The fields that `$` stands for in an answer of WeChat Pay v2.
const COMMON_V2: &str = "return_code!,return_msg,err_code,err_code_des,err_msg,result_code,result_msg";

/// The defaults of a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Defaults {
    /// `true` for WeChat Pay v2, where bodies and answers are XML.
    pub(crate) is_xml: bool,
    /// `true` for a method without a body.
    pub(crate) is_get: bool,
}

/// Parses the fields of a line: all after its first `|`. The error is a sentence about what is wrong.
pub(crate) fn parse(text: &str, defaults: Defaults) -> Result<Shape<'_>, String> {
    let mut variants: Vec<Variant<'_>> = Vec::new();
    for piece in text.split('^') {
        let columns: Vec<&str> = piece.split('|').collect();
        let [query, body, answer] = columns[..] else {
            return Err(format!("a variant has 3 columns, not {}: `{piece}`", columns.len()));
        };
        let variant = variant([query, body, answer], variants.first(), defaults)?;
        variants.push(variant);
    }
    Ok(Shape { variants })
}

fn variant<'a>(
    [query, body, answer]: [&'a str; 3],
    first: Option<&Variant<'a>>,
    defaults: Defaults,
) -> Result<Variant<'a>, String> {
    let standard = if defaults.is_xml { Format::Xml } else { Format::Json };
    let own = if defaults.is_get { Format::None } else { standard };
    let (body_format, body) = format(body, own)?;
    let (answer_format, answer) = format(answer, standard)?;
    let query = match first.filter(|_| query == "=") {
        Some(first) => first.query.clone(),
        None => fields(query)?,
    };
    let body = match first.filter(|_| body == "=") {
        Some(first) => first.body.clone(),
        None => fields(body)?,
    };
    let answer = match (first.filter(|_| answer == "="), answer.strip_prefix('$')) {
        (Some(first), _) => first.answer.clone(),
        (None, None) => fields(answer)?,
        (None, Some(rest)) => {
            let mut common = fields(if defaults.is_xml { COMMON_V2 } else { COMMON })?;
            common.extend(fields(rest.strip_prefix(',').unwrap_or(rest))?);
            common
        }
    };
    // An endpoint that takes a body only in some variants states no format for it.
    let body_format = if body.is_empty() && body_format == standard { Format::None } else { body_format };
    let body_format = if !body.is_empty() && body_format == Format::None { standard } else { body_format };
    Ok(Variant { query, body_format, body, answer_format, answer })
}

fn format(text: &str, standard: Format) -> Result<(Format, &str), String> {
    let Some((mark, rest)) = text.strip_prefix('<').and_then(|text| text.split_once('>')) else {
        return Ok((standard, text));
    };
    let known = FORMATS.iter().find(|(word, _)| *word == mark);
    let (_, format) = known.ok_or_else(|| format!("`<{mark}>` is no format"))?;
    Ok((*format, rest))
}

fn fields(text: &str) -> Result<Vec<Field<'_>>, String> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let fields = reader.fields()?;
    if reader.at < text.len() { Err(reader.wrong("the end of the fields")) } else { Ok(fields) }
}

/// The deepest nesting of objects.
const MAX_DEPTH: usize = 16;

/// Reads a list of fields from its beginning.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn fields(&mut self) -> Result<Vec<Field<'a>>, String> {
        let mut fields = Vec::new();
        if self.rest().is_empty() || self.rest().starts_with('}') {
            return Ok(fields);
        }
        loop {
            fields.push(self.field()?);
            if !self.take(",") {
                return Ok(fields);
            }
        }
    }

    fn field(&mut self) -> Result<Field<'a>, String> {
        let name = self.until(|char| "!:{(=~,}".contains(char));
        if name.is_empty() {
            return Err(self.wrong("a name"));
        }
        let is_required = self.take("!");
        let digits = if is_required { self.until(|char| !char.is_ascii_digit() && char != '-') } else { "" };
        let missing = if digits.is_empty() { None } else { Some(digits) };
        let missing = missing.map(|code| code.parse().map_err(|_| self.wrong("an errcode"))).transpose()?;
        let (wraps, mut scalar) = if self.take(":") { self.kind()? } else { (Vec::new(), Scalar::Text) };
        let mut members = Members::Unstated;
        if self.take("{") {
            scalar = Scalar::Object;
            members = self.members()?;
        }
        let words = if self.take("(") { self.words()? } else { Vec::new() };
        let mut field = Field {
            name,
            is_required,
            missing,
            wraps,
            scalar,
            members,
            words,
            default: None,
            constant: None,
            until: "",
        };
        if self.take("==") {
            field.constant = Some(self.word()?);
        } else if self.take("=") {
            field.default = Some(self.word()?);
            if self.take("==") {
                field.constant = Some(self.word()?);
            }
        }
        if self.take("~") {
            field.until = self.until(|char| !char.is_ascii_digit() && char != '-');
        }
        Ok(field)
    }

    fn members(&mut self) -> Result<Members<'a>, String> {
        if self.depth == MAX_DEPTH {
            return Err(self.wrong("fewer objects in objects"));
        }
        self.depth += 1;
        let members = if self.take("...") {
            match self.until(|char| !char.is_ascii_digit()) {
                "" => Members::Unstated,
                levels => Members::Up(levels.parse().map_err(|_| self.wrong("a number of levels"))?),
            }
        } else {
            Members::Fields(self.fields()?)
        };
        self.depth -= 1;
        if self.take("}") { Ok(members) } else { Err(self.wrong("`}`")) }
    }

    fn kind(&mut self) -> Result<(Vec<Wrap>, Scalar), String> {
        let mark = self.until(|char| "{(=~,}".contains(char));
        let wrong = || format!("`{mark}` is no type: `{}`", self.text);
        let (mut wraps, mut rest) = (Vec::new(), mark);
        loop {
            let mut chars = rest.chars();
            let wrap = match (chars.next(), chars.clone().next()) {
                (Some('['), _) => Wrap::List,
                (Some('m'), _) => Wrap::Map,
                (Some('z'), _) => Wrap::JsonText,
                (Some('l'), Some(joint)) => {
                    chars.next();
                    let known =
                        [('c', ','), ('p', '|'), ('s', ';')].into_iter().find(|(mark, _)| *mark == joint);
                    Wrap::Joined(known.ok_or_else(wrong)?.1)
                }
                _ => break,
            };
            wraps.push(wrap);
            rest = chars.as_str();
        }
        // Before `{`, the mark of an object is left out; otherwise a type without a mark is a string.
        let scalar = match rest {
            "" if self.rest().starts_with('{') => Scalar::Object,
            "" => Scalar::Text,
            rest => SCALARS.iter().find(|(word, _)| *word == rest).ok_or_else(wrong)?.1,
        };
        Ok((wraps, scalar))
    }

    fn words(&mut self) -> Result<Vec<Word<'a>>, String> {
        let mut words = vec![self.word()?];
        while self.take(",") {
            words.push(self.word()?);
        }
        if self.take(")") { Ok(words) } else { Err(self.wrong("`)`")) }
    }

    fn word(&mut self) -> Result<Word<'a>, String> {
        let start = self.at;
        if !self.take("\"") {
            let word = self.until(|char| "(){},=~".contains(char));
            return if word.is_empty() { Err(self.wrong("a value")) } else { Ok(Word(word)) };
        }
        loop {
            self.until(|char| "\"\\".contains(char));
            if self.take("\\") {
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            } else if self.take("\"") {
                return Ok(Word(self.text.get(start..self.at).unwrap_or_default()));
            } else {
                return Err(self.wrong("the end of the string"));
            }
        }
    }

    fn until(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let found = rest.find(ends).map_or(rest, |end| rest.get(..end).unwrap_or(rest));
        self.at += found.len();
        found
    }

    fn take(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len() } else { 0 };
        found
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn wrong(&self, wanted: &str) -> String {
        let found: String = self.rest().chars().take(40).collect();
        format!("expected {wanted}, found `{found}`")
    }
}
