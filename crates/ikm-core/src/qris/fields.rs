use super::error::QrisError;

/// A field of a payload or of a template inside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) tag: u8,
    pub(super) value: &'a str,
}

/// The fields of a text, each tag at most once.
#[derive(Clone, Debug)]
pub(super) struct Fields<'a>(Vec<Field<'a>>);

impl<'a> Fields<'a> {
    /// Parts `text` into its fields.
    pub(super) fn read(text: &'a str) -> Result<Self, QrisError> {
        let mut fields: Vec<Field<'a>> = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let Some((field, after)) = split_field(rest) else {
                let at = text.len() - rest.len() + 1;
                return Err(QrisError::Field { at, rest: rest.chars().take(12).collect() });
            };
            if fields.iter().any(|known| known.tag == field.tag) {
                return Err(QrisError::Twice(field.tag));
            }
            fields.push(field);
            rest = after;
        }
        Ok(Self(fields))
    }

    /// The value of the field with `tag`.
    pub(super) fn get(&self, tag: u8) -> Option<&'a str> {
        self.0.iter().find(|field| field.tag == tag).map(|field| field.value)
    }

    /// The value of the field with `tag`, which must be there.
    pub(super) fn need(&self, tag: u8) -> Result<&'a str, QrisError> {
        self.get(tag).filter(|value| !value.is_empty()).ok_or(QrisError::Missing(tag))
    }

    /// The value of the field with `tag`, which must be there and be `expected`.
    pub(super) fn demand(&self, tag: u8, expected: &str) -> Result<(), QrisError> {
        match self.need(tag)? {
            value if value == expected => Ok(()),
            value => Err(QrisError::Value { tag, value: value.to_owned() }),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Field<'a>> {
        self.0.iter().copied()
    }
}

fn split_field(text: &str) -> Option<(Field<'_>, &str)> {
    let (tag, rest) = text.split_at_checked(2)?;
    let (length, rest) = rest.split_at_checked(2)?;
    let (value, rest) = rest.split_at_checked(usize::from(two_digits(length)?))?;
    Some((Field { tag: two_digits(tag)?, value }, rest))
}

fn two_digits(text: &str) -> Option<u8> {
    // `u8::from_str` alone would read "+5".
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}
