//! A list as JSON: an array of flat objects, as an export writes it.
//!
//! The array is read twice: once for the names of its columns, which need not stand in every object,
//! and once for its rows. Neither holds more than one object.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};
use std::rc::Rc;

use ikm_core::guard::guarded;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::cells::{Cells, MAX_COLUMNS, MAX_ROW_BYTES, RawRow};
use crate::error::ImportError;

/// A file that holds an array of objects.
pub(crate) struct Objects {
    file: File,
    /// Where the array begins, behind a byte order mark.
    start: u64,
    keys: Vec<String>,
}

impl Objects {
    /// Whether the text is the beginning of an array of objects.
    pub(crate) fn begin(text: &[u8]) -> bool {
        let inside = text.trim_ascii_start().strip_prefix(b"[");
        inside.is_some_and(|rest| matches!(rest.trim_ascii_start(), [b'{' | b']', ..]))
    }

    /// Reads the names of all columns, in the order in which they first come.
    pub(crate) fn open(file: File, start: u64) -> Result<Self, ImportError> {
        let mut objects = Self { file, start, keys: Vec::new() };
        let mut keys: Vec<String> = Vec::new();
        objects.each(&mut |_, Object(entries)| {
            for (key, _) in entries {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            if keys.len() > MAX_COLUMNS { Next::TooManyKeys } else { Next::Go }
        })?;
        objects.keys = keys;
        Ok(objects)
    }

    /// The row of headers; it has the number 1, and the objects follow.
    pub(crate) fn header(&self) -> RawRow {
        RawRow { number: 1, cells: self.keys.iter().map(String::as_str).collect() }
    }

    /// Reads row after row until `row` wants no more.
    pub(crate) fn each_row(
        &mut self,
        row: &mut dyn FnMut(RawRow) -> bool,
    ) -> Result<(), ImportError> {
        let keys = std::mem::take(&mut self.keys);
        let read = self.each(&mut |number, Object(mut entries)| {
            let mut cells = Cells::default();
            for key in &keys {
                let at = entries.iter().position(|(of, _)| of == key);
                match at.map(|at| entries.swap_remove(at).1) {
                    None | Some(Scalar::Null) => cells.push(""),
                    // The guard of a spreadsheet's cell is taken off again further on.
                    Some(Scalar::Text(text)) => cells.push(&guarded(&text)),
                    Some(Scalar::Whole(number)) => cells.push(&number),
                    Some(Scalar::Fraction(number)) => cells.push_number(&number),
                }
            }
            if row(RawRow { number, cells }) { Next::Go } else { Next::Enough }
        });
        self.keys = keys;
        read
    }

    fn each(&mut self, object: &mut dyn FnMut(u64, Object) -> Next) -> Result<(), ImportError> {
        self.file.seek(SeekFrom::Start(self.start)).map_err(ImportError::reading)?;
        let left = Rc::new(Cell::new(MAX_ROW_BYTES));
        let input = Bounded { input: BufReader::new(&self.file), left: Rc::clone(&left) };
        let mut input = serde_json::Deserializer::from_reader(input);
        let mut array = Array { number: 1, ended: None, left, object };
        let read = (&mut input).deserialize_seq(&mut array).and_then(|()| input.end());
        let number = array.number;
        match (array.ended, read) {
            (Some(Next::Enough), _) | (None | Some(Next::Go), Ok(())) => Ok(()),
            (Some(Next::TooManyKeys), _) => {
                let problem = format!("more than {MAX_COLUMNS} different names");
                Err(ImportError::Json { row: number, problem })
            }
            (_, Err(_)) if array.left.get() == 0 => {
                let problem = format!("longer than {MAX_ROW_BYTES} bytes");
                Err(ImportError::Json { row: number, problem })
            }
            (_, Err(error)) if error.is_io() => Err(ImportError::reading(error.into())),
            (_, Err(error)) => Err(ImportError::Json { row: number, problem: error.to_string() }),
        }
    }
}

/// What is to come after an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Go,
    /// Nobody wants more.
    Enough,
    TooManyKeys,
}

/// Lets no object be longer than a row may be.
struct Bounded<R> {
    input: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(io::Error::other("an object has no end"));
        }
        let read = self.input.read(buffer)?;
        self.left.set(self.left.get().saturating_sub(read));
        Ok(read)
    }
}

/// The array, object by object.
struct Array<'a> {
    /// The number of the object that is being read, from 2: the header is the first row.
    number: u64,
    ended: Option<Next>,
    left: Rc<Cell<usize>>,
    object: &'a mut dyn FnMut(u64, Object) -> Next,
}

impl<'de> Visitor<'de> for &mut Array<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        loop {
            self.number += 1;
            self.left.set(MAX_ROW_BYTES);
            let Some(object) = array.next_element_seed(Seed)? else { return Ok(()) };
            let next = (self.object)(self.number, object);
            self.ended = Some(next);
            if next != Next::Go {
                return Err(serde::de::Error::custom("no more is wanted"));
            }
        }
    }
}

struct Seed;

impl<'de> DeserializeSeed<'de> for Seed {
    type Value = Object;

    fn deserialize<D: Deserializer<'de>>(self, object: D) -> Result<Object, D::Error> {
        object.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seed {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Object, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = object.next_entry()? {
            entries.push(entry);
        }
        Ok(Object(entries))
    }
}

/// An object as it stands, its entries in their order.
struct Object(Vec<(String, Scalar)>);

enum Scalar {
    Null,
    Text(String),
    /// A whole number has all its digits, unlike one of a spreadsheet.
    Whole(String),
    Fraction(String),
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true, false or null")
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Whole(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Whole(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Fraction(value.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }
}
