//! SPDX licence expressions, as far as deciding needs them.
//!
//! The grammar is annex D of the SPDX specification: `AND` binds stronger than `OR`, `WITH` joins an
//! exception to a licence, parentheses group. Cargo's old `MIT/Apache-2.0` means `OR`.

/// Whether `expression` can be satisfied by licences on the list alone. A licence with an exception
/// is on the list as it is written: `Apache-2.0 WITH LLVM-exception`.
///
/// Says what is wrong with an expression that cannot be read.
pub(crate) fn is_satisfied_by(expression: &str, allowed: &[&str]) -> Result<bool, String> {
    let tokens = tokens(expression);
    let mut parser = Parser { tokens: &tokens, allowed };
    let verdict = parser.any_of().map_err(|reason| format!("{reason} in {expression:?}"))?;
    match parser.tokens {
        [] => Ok(verdict),
        [rest, ..] => Err(format!("unexpected {rest:?} in {expression:?}")),
    }
}

fn tokens(expression: &str) -> Vec<String> {
    expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

struct Parser<'a> {
    tokens: &'a [String],
    allowed: &'a [&'a str],
}

impl Parser<'_> {
    fn any_of(&mut self) -> Result<bool, String> {
        let mut verdict = self.all_of()?;
        while self.take("OR") {
            // Both sides are read to the end, whatever the first one says.
            verdict |= self.all_of()?;
        }
        Ok(verdict)
    }

    fn all_of(&mut self) -> Result<bool, String> {
        let mut verdict = self.single()?;
        while self.take("AND") {
            verdict &= self.single()?;
        }
        Ok(verdict)
    }

    fn single(&mut self) -> Result<bool, String> {
        if self.take("(") {
            let verdict = self.any_of()?;
            return if self.take(")") { Ok(verdict) } else { Err("a missing \")\"".to_owned()) };
        }
        let mut license = self.name()?;
        if self.take("WITH") {
            license = format!("{license} WITH {}", self.name()?);
        }
        Ok(self.allowed.contains(&license.as_str()))
    }

    fn name(&mut self) -> Result<String, String> {
        match self.tokens {
            [] => Err("a missing licence".to_owned()),
            [word, ..] if ["AND", "OR", "WITH", "(", ")"].contains(&word.as_str()) => {
                Err(format!("{word:?} where a licence belongs"))
            }
            [word, rest @ ..] => {
                self.tokens = rest;
                Ok(word.clone())
            }
        }
    }

    fn take(&mut self, wanted: &str) -> bool {
        match self.tokens {
            [first, rest @ ..] if first == wanted => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_satisfied_by;

    const ALLOWED: [&str; 4] =
        ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];

    fn check(expression: &str, expect: bool) {
        assert_eq!(is_satisfied_by(expression, &ALLOWED), Ok(expect), "{expression}");
    }

    #[test]
    fn a_choice_needs_one_side_and_a_sum_needs_both() {
        check("MIT", true);
        check("GPL-3.0-only", false);
        check("MIT OR GPL-3.0-only", true);
        check("GPL-3.0-only OR MIT", true);
        check("MIT AND GPL-3.0-only", false);
        check("MIT AND Apache-2.0", true);
        check("MIT/Apache-2.0", true);
        check("GPL-2.0/LGPL-3.0", false);
    }

    #[test]
    fn and_binds_stronger_than_or() {
        check("MIT OR GPL-3.0-only AND MPL-2.0", true);
        check("(MIT OR GPL-3.0-only) AND MPL-2.0", false);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("GPL-3.0-only AND MPL-2.0 OR MIT", true);
        check("((MIT))", true);
    }

    #[test]
    fn an_exception_makes_another_licence() {
        check("Apache-2.0 WITH LLVM-exception", true);
        check("MIT WITH LLVM-exception", false);
        check("GPL-2.0-only WITH Classpath-exception-2.0", false);
        check("Apache-2.0 WITH LLVM-exception AND MIT", true);
    }

    #[test]
    fn a_name_is_compared_whole() {
        check("MIT-0", false);
        check("Apache-2.0+", false);
        check("mit", false);
    }

    #[test]
    fn an_unreadable_expression_is_not_a_verdict() {
        for expression in
            ["", "MIT OR", "OR MIT", "(MIT", "MIT)", "MIT Apache-2.0", "MIT WITH", "()", "AND"]
        {
            assert!(is_satisfied_by(expression, &ALLOWED).is_err(), "{expression:?}");
        }
    }
}
