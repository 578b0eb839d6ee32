//! Results of template messages, mass sends and publishing
//! (公众平台文档《模板消息》《群发接口》《发布能力》).

use crate::message::kind::{Family::Delivery, Kind, event, group, number, text};

pub(super) const KINDS: &[Kind] = &[
    event(
        Delivery,
        "TEMPLATESENDJOBFINISH",
        "a template message was delivered, or not",
        "模板消息送达或发送失败",
        &[number("MsgID", "200163836"), text("Status", "success")],
    )
    .args(&["MsgID", "Status"]),
    event(
        Delivery,
        "MASSSENDJOBFINISH",
        "a mass send is over",
        "群发任务结束",
        &[
            number("MsgID", "1000001625"),
            text("Status", "send success"),
            number("TotalCount", "100"),
            number("FilterCount", "80"),
            number("SentCount", "75"),
            number("ErrorCount", "5"),
            group(
                "CopyrightCheckResult",
                &[
                    number("Count", "2"),
                    group(
                        "ResultList",
                        &[
                            group(
                                "item",
                                &[
                                    number("ArticleIdx", "1"),
                                    number("UserDeclareState", "0"),
                                    number("AuditState", "2"),
                                    text("OriginalArticleUrl", "https://mp.weixin.qq.com/s/webot-original-1"),
                                    number("OriginalArticleType", "1"),
                                    number("CanReprint", "1"),
                                    number("NeedReplaceContent", "1"),
                                    number("NeedShowReprintSource", "1"),
                                ],
                            ),
                            group(
                                "item",
                                &[
                                    number("ArticleIdx", "2"),
                                    number("UserDeclareState", "0"),
                                    number("AuditState", "2"),
                                    text("OriginalArticleUrl", "https://mp.weixin.qq.com/s/webot-original-2"),
                                    number("OriginalArticleType", "1"),
                                    number("CanReprint", "1"),
                                    number("NeedReplaceContent", "1"),
                                    number("NeedShowReprintSource", "1"),
                                ],
                            ),
                        ],
                    ),
                    number("CheckState", "2"),
                ],
            ),
            group(
                "ArticleUrlResult",
                &[
                    number("Count", "1"),
                    group(
                        "ResultList",
                        &[group(
                            "item",
                            &[
                                number("ArticleIdx", "1"),
                                text("ArticleUrl", "https://mp.weixin.qq.com/s/webot-article-1"),
                            ],
                        )],
                    ),
                ],
            ),
        ],
    )
    .args(&["MsgID", "Status"]),
    event(
        Delivery,
        "PUBLISHJOBFINISH",
        "articles were published, or refused",
        "草稿发布任务完成",
        &[group(
            "PublishEventInfo",
            &[
                number("publish_id", "2247503051"),
                number("publish_status", "0"),
                text("article_id", "UjjO05MoQpO5sR5nrmYmcLBKF8_m3QvGBBmCbfEa4qq"),
                group(
                    "article_detail",
                    &[
                        number("count", "2"),
                        group(
                            "item",
                            &[
                                number("idx", "1"),
                                text("article_url", "https://mp.weixin.qq.com/s/webot-article-1"),
                            ],
                        ),
                        group(
                            "item",
                            &[
                                number("idx", "2"),
                                text("article_url", "https://mp.weixin.qq.com/s/webot-article-2"),
                            ],
                        ),
                    ],
                ),
            ],
        )],
    ),
    event(
        Delivery,
        "FREEPUBLISHJOBFINISH",
        "articles were published (another name of the event)",
        "草稿发布任务完成（另一种事件名）",
        &[group(
            "PublishEventInfo",
            &[
                number("publish_id", "2247503051"),
                number("publish_status", "2"),
                text("article_id", "UjjO05MoQpO5sR5nrmYmcLBKF8_m3QvGBBmCbfEa4qq"),
                group(
                    "article_detail",
                    &[
                        number("count", "1"),
                        group(
                            "item",
                            &[
                                number("idx", "3"),
                                text("article_url", "https://mp.weixin.qq.com/s/webot-article-3"),
                            ],
                        ),
                    ],
                ),
                number("fail_idx", "1"),
                number("fail_idx", "2"),
            ],
        )],
    ),
];
