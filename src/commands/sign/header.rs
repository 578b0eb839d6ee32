//! The `Authorization` header of WeChat Pay v3, given where its signature alone is wanted.

use super::report::SignatureReport;
use crate::sign::Scheme;

/// The members that the signed string has, too.
const SIGNED: [&str; 2] = ["timestamp", "nonce_str"];
/// The members that name the merchant and its key.
const MERCHANT: [&str; 2] = ["mchid", "serial_no"];

/// The members of a header.
#[derive(Debug)]
pub(super) struct Header(Vec<(String, String)>);

/// A member whose value is not that of the request at hand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// The name.
    pub name: &'static str,
    /// The value in the header.
    pub header: String,
    /// The value that is signed here.
    pub own: String,
    /// True if the signature covers it.
    pub is_signed: bool,
}

impl Header {
    /// Reads a header, with or without its name; returns `None` if this is none.
    pub(super) fn read(given: &str) -> Option<Self> {
        let mut members = Vec::new();
        for member in given.split(',') {
            let Some((name, value)) = member.split_once("=\"") else { continue };
            let name = name.rsplit([' ', ':', '\t', '\n']).next().unwrap_or_default();
            let value = value.split('"').next().unwrap_or_default();
            members.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        let header = Self(members);
        header.get("signature").is_some().then_some(header)
    }

    /// Returns the value of a member.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| &**value)
    }

    /// Returns the members that differ from what is signed here.
    pub(super) fn differences(&self, report: &SignatureReport) -> Vec<Difference> {
        if report.spec.scheme != Scheme::PayRequest {
            return Vec::new();
        }
        let differing = SIGNED.into_iter().chain(MERCHANT).filter_map(|name| {
            let header = self.get(name)?;
            let (_, own) = report.inputs.iter().find(|(own, _)| own == name)?;
            let is_signed = SIGNED.contains(&name);
            (header != own).then(|| Difference {
                name,
                header: header.to_owned(),
                own: own.clone(),
                is_signed,
            })
        });
        differing.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Header;

    #[test]
    fn a_header_is_read_in_any_order() {
        let given = "Authorization: WECHATPAY2-SHA256-RSA2048 mchid=\"19\",nonce_str=\"a,b\", signature=\"x+/==\",timestamp=\"17\"";
        let header = Header::read(given).expect("a header");
        assert_eq!(header.get("signature"), Some("x+/=="));
        assert_eq!(header.get("mchid"), Some("19"));
        assert_eq!(header.get("timestamp"), Some("17"));
        assert_eq!(header.get("serial_no"), None);
        for other in ["", "x+/==", "mchid=\"19\"", "signature=abc"] {
            assert!(Header::read(other).is_none(), "{other}");
        }
    }
}
