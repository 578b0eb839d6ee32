//! The templates of an account's subscribe messages.

use serde::{Deserialize, Serialize};

use super::media::stable_id;
use super::template::Template;
use crate::mock::errmsg::ApiError;

/// The maximum number of templates.
const MAX_TEMPLATES: usize = 50;
/// The length of a template's ID, in characters.
const ID_CHARS: usize = 43;

/// The templates of subscribe messages.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SubscribeTemplates {
    pub(crate) list: Vec<Template>,
    made: u64,
}

impl Default for SubscribeTemplates {
    /// Returns those of every account, so that the examples in the help work.
    fn default() -> Self {
        let field = |(label, name, example): &(&str, &str, &str)| {
            ((*label).to_owned(), (*name).to_owned(), (*example).to_owned())
        };
        let template = |id: &str, title: &str, fields: &[(&str, &str, &str)]| Template {
            id: id.to_owned(),
            title: title.to_owned(),
            fields: fields.iter().map(field).collect(),
        };
        let result = template(
            "9Aw5ZV1j9xdWTFEkqCpZ7mIBbSC34khK55OtzUPl0rU",
            "报名结果通知",
            &[("会议时间", "date2", "2016年8月8日"), ("会议地点", "thing3", "TIT会议室")],
        );
        let shipment = template(
            "pCpZ7mIBbSC34khK559Aw5ZV1j9xdWTFEkqOtzUPl0r",
            "订单发货通知",
            &[
                ("订单编号", "character_string1", "202103040830158485629163994677"),
                ("快递公司", "name2", "中通快递"),
                ("商品名称", "thing6", "茶叶"),
                ("订单金额", "amount8", "￥100.50元"),
            ],
        );
        Self { list: vec![result, shipment], made: 0 }
    }
}

impl SubscribeTemplates {
    /// Returns the template with an ID.
    pub(crate) fn find(&self, id: &str) -> Result<&Template, ApiError> {
        self.list.iter().find(|template| template.id == id).ok_or(ApiError::new(40037))
    }

    /// Adds a template; returns its ID.
    pub(crate) fn add(
        &mut self,
        account: &str,
        title: &str,
        fields: Vec<(String, String, String)>,
    ) -> Result<String, ApiError> {
        if self.list.len() >= MAX_TEMPLATES {
            return Err(ApiError::new(200_012));
        }
        self.made += 1;
        let id = stable_id(account, "subscribe template", self.made, ID_CHARS);
        self.list.push(Template { id: id.clone(), title: title.to_owned(), fields });
        Ok(id)
    }

    /// Deletes a template.
    pub(crate) fn delete(&mut self, id: &str) -> Result<(), ApiError> {
        let count = self.list.len();
        self.list.retain(|template| template.id != id);
        if self.list.len() < count { Ok(()) } else { Err(ApiError::new(200_014)) }
    }
}
