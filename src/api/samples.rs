//! Endpoints for tests, compiled like the others; they use fields that no real entry uses yet.

#[path = "../../build/blob.rs"]
pub(super) mod blob;
#[path = "../../build/catalogue.rs"]
#[expect(dead_code, reason = "the list of endpoints is compiled by the build alone")]
pub(super) mod catalogue;
#[path = "../../build/chapters.rs"]
pub(super) mod chapters;
#[path = "../../build/fields.rs"]
#[expect(dead_code, reason = "the fields are compiled by the build alone")]
mod fields;
#[path = "../../build/groups.rs"]
#[expect(dead_code, reason = "the groups are compiled by the build alone")]
pub(super) mod groups;
#[path = "../../build/params.rs"]
mod params;
#[path = "../../build/shapes.rs"]
mod shapes;
#[path = "../../build/source.rs"]
pub(super) mod source;

use super::Endpoint;
use super::fields::grammar;
use crate::table::Table;

const ENTRIES: &str = "endpoints:
  - post: /cgi-bin/message/custom/send
    command: message custom text
    en: send a text
    zh: 发送文本
    docs: https://example.com
    risk: sends
    example: oABC hello
    params:
      touser: {from: word, max_bytes: 128, errcode: 40003, en: who, zh: 接收者}
      msgtype: {fixed: text, en: fixed, zh: 固定值}
      text.content: {from: word, max_bytes: 2048, en: the text, zh: 内容}
  - post: /cgi-bin/message/custom/send
    command: message custom image
    en: send a picture
    zh: 发送图片
    docs: https://example.com
    risk: sends
    example: oABC MEDIA_ID
    params:
      touser: {from: word, max_bytes: 128, errcode: 40003, en: who, zh: 接收者}
      msgtype: {fixed: image, en: fixed, zh: 固定值}
      image.media_id: {from: word, max_bytes: 128, errcode: 40007, en: the picture, zh: 图片}
  - get: /v3/pay/transactions/id/{transaction_id}
    host: pay
    auth: none
    en: look up an order
    zh: 查询订单
    docs: https://example.com
    params:
      transaction_id: {required: true, max_chars: 32, errcode: 40001, en: its id, zh: 订单号}
      mchid: {required: true, max_bytes: 32, en: the shop, zh: 商户号}
      Wechatpay-Serial: {in: header, max_bytes: 64, en: the key, zh: 公钥 ID}
  - post: /cgi-bin/media/upload
    en: upload a file
    zh: 上传素材
    docs: https://example.com
    risk: writes
    auth: suite_access_token
    retired: {since: 2025-06, replacement: /cgi-bin/material/add}
    params:
      type: {in: query, choice: [image, voice], en: which, zh: 类型}
      media: {required: true, max_file_bytes: 8, errcode: 40006, en: the file, zh: 文件}
      description: {flag: about, max_bytes: 64, en: what it is, zh: 描述}
";

/// Returns the sample endpoints.
pub(crate) fn entries() -> Vec<Endpoint> {
    let file = source::File { path: "samples.yaml".to_owned(), text: ENTRIES.to_owned() };
    let compiled = chapters::compile(&[file], &["message custom".to_owned()]).expect("entries");
    let (bytes, text): (&[u8], &str) = (Box::leak(compiled.bytes.into()), Box::leak(compiled.text.into()));
    Box::leak(Box::new(Table::new(bytes, text))).entries().collect()
}

#[cfg(test)]
mod tests {
    use crate::api::endpoint::Risk;
    use crate::api::{Auth, Host, Method, ParamPlace, ParamShape, ParamSource};

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let [text, image, order, upload] = super::entries().try_into().expect("four entries");
        assert_eq!(text.command, Some("message custom text"));
        assert_eq!((image.risk, image.auth, image.counted), (Risk::Sends, Auth::AccessToken, true));
        assert_eq!((order.method, order.host, order.risk), (Method::Get, Host::Pay, Risk::Reads));
        assert!(
            order.serves(Host::Pay, "/v3/pay/transactions/id/42") && !order.serves(Host::Api, order.path)
        );
        let places: Vec<ParamPlace> = order.params.iter().map(|param| param.place).collect();
        assert_eq!(places, [ParamPlace::Path, ParamPlace::Query, ParamPlace::Header]);
        assert_eq!(upload.auth, Auth::Other("suite_access_token"));
        assert_eq!(
            upload.retired.map(|end| (end.since, end.replacement)),
            Some(("2025-06", "/cgi-bin/material/add"))
        );
        let params: Vec<_> = upload.params.iter().collect();
        assert!(matches!(params[0].shape, ParamShape::Choice(words) if words.iter().eq(["image", "voice"])));
        assert_eq!((params[1].place, params[1].shape), (ParamPlace::File, ParamShape::File(8)));
        assert_eq!(
            (params[2].place, params[2].flag, params[2].source),
            (ParamPlace::Body, "about", ParamSource::Flag)
        );
    }
}
