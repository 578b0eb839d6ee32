//! Errors from replies, without the secrets that they repeat.

use super::client::WeChat;
use super::error::WechatError;
use super::reply::{NotWechat, Refusal, Reply};
use crate::http::{Request, body, shown};
use crate::secret::{Secret, mask_foreign};

impl WeChat<'_> {
    /// Returns the error for a response that had to be JSON and is not.
    pub(crate) fn not_json(&self, reply: &Reply) -> WechatError {
        match &reply.sent {
            Some(request) => self.not_wechat(NotWechat::NotJson, request, reply),
            None => WechatError::Bug("an answer to no request".to_owned()),
        }
    }

    /// Returns the error for a response that had to be a picture and is not.
    pub(crate) fn not_picture(&self, reply: &Reply) -> WechatError {
        match &reply.sent {
            Some(request) => self.not_wechat(NotWechat::NotPicture, request, reply),
            None => WechatError::Bug("an answer to no request".to_owned()),
        }
    }

    /// Returns foreign text with `***` in place of the secrets that were sent or are configured: a gateway may repeat
    /// any of them. Unchanged with `--show-secrets`.
    pub(super) fn mask(&self, text: &str) -> String {
        if self.deps.show_secrets {
            return text.to_owned();
        }
        let configured = self.deps.settings.secrets();
        let sent = self.sent.borrow();
        mask_foreign(text, sent.iter().chain(&configured).map(Secret::expose))
    }

    /// Returns a refusal with secrets masked in its messages.
    pub(super) fn masked_refusal(&self, mut refusal: Refusal) -> Refusal {
        refusal.errmsg = self.mask(&refusal.errmsg);
        refusal.errmsg_parts.message = self.mask(&refusal.errmsg_parts.message);
        refusal
    }

    pub(super) fn not_wechat(&self, reason: NotWechat, request: &Request, reply: &Reply) -> WechatError {
        // Masked before it is cut, so that no half of a secret remains.
        let text = self.mask(&reply.text());
        // A login portal repeats the requested URL, including the token.
        let reason = match reason {
            NotWechat::Redirect(to) => NotWechat::Redirect(self.mask(&to)),
            NotWechat::Html(_) => NotWechat::Html(body::html_title(&text).unwrap_or_default()),
            reason => reason,
        };
        WechatError::NotWechat {
            url: request.mask(&shown(&request.url)),
            status: reply.head.status,
            reason,
            excerpt: text.chars().take(200).collect(),
        }
    }
}
