//! The binary format of PostgreSQL's `COPY`: a head, for each row the number of its columns and for each column its length
//! and its bytes, and an end (postgresql.org, "COPY", "Binary Format").

use sea_orm::Value;

use crate::{Result, StoreError};

const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const NULL: [u8; 4] = (-1_i32).to_be_bytes();
const END: [u8; 2] = (-1_i16).to_be_bytes();

/// Rows on their way.
#[derive(Debug)]
pub(super) struct Copy(Vec<u8>);

impl Default for Copy {
    fn default() -> Self {
        Self(HEAD.to_vec())
    }
}

impl Copy {
    /// Adds a row.
    ///
    /// # Errors
    /// `Corrupt` for a type that no column has, or for more than PostgreSQL takes.
    pub(super) fn row(&mut self, row: &[Value]) -> Result<()> {
        let count = i16::try_from(row.len()).map_err(|_| StoreError::corrupt("columns", row.len()))?;
        self.0.extend(count.to_be_bytes());
        row.iter().try_for_each(|value| self.value(value))
    }

    fn value(&mut self, value: &Value) -> Result<()> {
        match value {
            Value::Bool(value) => self.bytes(value.map(|value| [u8::from(value)])),
            Value::SmallInt(value) => self.bytes(value.map(i16::to_be_bytes)),
            Value::Int(value) => self.bytes(value.map(i32::to_be_bytes)),
            Value::BigInt(value) => self.bytes(value.map(i64::to_be_bytes)),
            Value::Uuid(value) => self.bytes(value.as_ref().map(|value| value.into_bytes())),
            Value::String(value) => self.bytes(value.as_ref()),
            Value::Bytes(value) => self.bytes(value.as_ref()),
            other => Err(StoreError::corrupt("a column's type", other)),
        }
    }

    fn bytes(&mut self, bytes: Option<impl AsRef<[u8]>>) -> Result<()> {
        let Some(bytes) = &bytes else {
            self.0.extend(NULL);
            return Ok(());
        };
        let bytes = bytes.as_ref();
        let length = i32::try_from(bytes.len()).map_err(|_| StoreError::corrupt("a column's length", bytes.len()))?;
        self.0.extend(length.to_be_bytes());
        self.0.extend(bytes);
        Ok(())
    }

    /// What there is to be sent; the next rows follow it.
    pub(super) fn part(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }

    /// The rest.
    pub(super) fn end(mut self) -> Vec<u8> {
        self.0.extend(END);
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_as_postgresql_says() {
        let mut copy = Copy::default();
        copy.row(&[true.into(), 2_i16.into(), 3_i64.into(), "ä".into(), Option::<String>::None.into()]).unwrap();
        let head = copy.part();
        let row: &[&[u8]] = &[
            &[0, 5],
            &[0, 0, 0, 1, 1],
            &[0, 0, 0, 2, 0, 2],
            &[0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 3],
            &[0, 0, 0, 2, 0xc3, 0xa4],
            &[0xff; 4],
        ];
        assert_eq!(head, [HEAD, &row.concat()].concat());
        assert_eq!(copy.end(), END);
        assert!(Copy::default().row(&[1.0_f64.into()]).is_err());
    }
}
