//! Notices of intracity delivery: JSON with a `sign` over its fields and the callback's token, sent to the URL that was
//! given with the order (小程序文档《同城配送》: 模拟回调接口).

use super::delivery::{Credentials, Delivery};
use super::element::{Document, Element};
use super::json;
use super::push::Push;
use crate::sign::schemes;

/// The field of the signature.
const SIGN: &str = "sign";

impl Delivery {
    /// Builds the delivery of a notice of intracity delivery. A body that the user supplied is sent as it is.
    #[must_use]
    pub(crate) fn notice_intracity(push: &Push, credentials: &Credentials) -> Self {
        let body = match &push.raw {
            Some(raw) => raw.clone(),
            None => {
                json::to_json(&signed(&push.document, credentials.token.expose())).to_string().into_bytes()
            }
        };
        Self { query: Vec::new(), headers: Vec::new(), content_type: "application/json", body }
    }
}

fn signed(document: &Document, token: &str) -> Vec<Element> {
    let mut elements: Vec<Element> =
        document.0.iter().filter(|element| element.name != SIGN).cloned().collect();
    let fields: Vec<(String, String)> = elements
        .iter()
        .filter_map(|element| Some((element.name.to_string(), element.value()?.to_owned())))
        .collect();
    elements.push(Element::text(SIGN, schemes::intracity(&fields, token).signature()));
    elements
}

#[cfg(test)]
mod tests {
    use super::signed;
    use crate::message::{Document, Element};

    /// The sample of the document, whose printed digest is that of its own damaged text.
    #[test]
    fn the_sign_is_that_of_the_document() {
        let fields = "appid=wx539e0b4872f19621&order_status=40000&service_trans_id=DADA&status_change_time=1711458532&store_order_id=sa5dadada12fd4assdsdad11s&timestamp=1711458532&wx_order_id=4018734875633256960&wx_store_id=4000000000000042001";
        let pairs = fields.split('&').filter_map(|pair| pair.split_once('='));
        let document = Document(pairs.map(|(name, value)| Element::text(name.to_owned(), value)).collect());
        let sign = signed(&document, "abcdefghi").pop().expect("a sign");
        assert_eq!(sign.value(), Some("bb783330085f89499dfc6911e3a2dd31"));
    }
}
