//! WeChat Pay: the mock as api.mch.weixin.qq.com, v2 and v3.

pub(crate) mod keys;
