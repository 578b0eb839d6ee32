//! Notices to a hardware provider about its devices (企业微信文档《智慧硬件开发》).

use crate::message::kind::{Family::Suite, Field, Kind, Shape::Info, account, new, now, number, text};

/// The suite that is told.
const SUITE_ID: Field = account("SuiteId");

/// The service provider that is told.
const PROVIDER_ID: Field = account("ServiceCorpId");

/// The corporation that authorized the suite.
const CORP_ID: Field = text("AuthCorpId", "wwabcdef1234567890");

/// Which device.
const DEVICE: Field = text("DeviceSn", "WEBOT0000000001");

pub(super) const KINDS: &[Kind] = &[
    new(
        "suite.add_device",
        Suite,
        Info("add_device"),
        "a corporation adds a device",
        "企业添加设备",
        &[
            DEVICE,
            CORP_ID,
            text("InfoType", "add_device"),
            now("TimeStamp"),
            PROVIDER_ID,
            text("RemarkName", "前台打卡机"),
            text("ModelId", "WEBOT-M1"),
        ],
    )
    .args(&["DeviceSn", "RemarkName"]),
    new(
        "suite.del_device",
        Suite,
        Info("del_device"),
        "a corporation removes a device",
        "企业删除设备",
        &[DEVICE, CORP_ID, text("InfoType", "del_device"), now("TimeStamp"), PROVIDER_ID],
    )
    .args(&["DeviceSn"]),
    new(
        "suite.remark_device_name",
        Suite,
        Info("remark_device_name"),
        "a corporation renames a device",
        "企业修改设备备注名",
        &[
            DEVICE,
            CORP_ID,
            text("InfoType", "remark_device_name"),
            now("TimeStamp"),
            PROVIDER_ID,
            text("RemarkName", "三楼投影仪"),
        ],
    )
    .args(&["DeviceSn", "RemarkName"]),
    new(
        "suite.connect_info",
        Suite,
        Info("connect_info"),
        "a device goes online",
        "设备上线",
        &[
            DEVICE,
            CORP_ID,
            text("InfoType", "connect_info"),
            now("TimeStamp"),
            PROVIDER_ID,
            now("ConnectTime"),
        ],
    )
    .args(&["DeviceSn"]),
    new(
        "suite.disconnect_info",
        Suite,
        Info("disconnect_info"),
        "a device goes offline",
        "设备离线",
        &[
            DEVICE,
            CORP_ID,
            text("InfoType", "disconnect_info"),
            now("TimeStamp"),
            PROVIDER_ID,
            now("DisconnectTime"),
            number("Reason", "1"),
        ],
    )
    .args(&["DeviceSn", "Reason"]),
    new(
        "suite.device_feature_change",
        Suite,
        Info("device_feature_change"),
        "the features of a device change",
        "设备功能变更",
        &[text("InfoType", "device_feature_change"), now("TimeStamp"), CORP_ID, PROVIDER_ID, DEVICE],
    )
    .args(&["DeviceSn"]),
    new(
        "suite.error_report",
        Suite,
        Info("error_report"),
        "a device reports an error",
        "设备上报错误",
        &[
            DEVICE,
            text("InfoType", "error_report"),
            now("TimeStamp"),
            PROVIDER_ID,
            number("ErrCode", "0"),
            text("ErrMsg", "ok"),
        ],
    )
    .args(&["DeviceSn", "ErrCode", "ErrMsg"]),
    new(
        "suite.fetch_log_finish",
        Suite,
        Info("fetch_log_finish"),
        "the log of a device has been fetched",
        "设备日志拉取完成",
        &[
            DEVICE,
            text("InfoType", "fetch_log_finish"),
            now("TimeStamp"),
            PROVIDER_ID,
            text("MediaId", "Jt3cAqIJloCBHewbJ0CFVVJcTk43lx1Jg1rr9MPp_UXSQOOxScf0sBppxwA4OHVd"),
        ],
    )
    .args(&["DeviceSn", "MediaId"]),
    new(
        "suite.device_data_auth_change",
        Suite,
        Info("device_data_auth_change"),
        "a corporation changes which device data it shares",
        "设备数据授权变更",
        &[
            SUITE_ID,
            CORP_ID,
            text("InfoType", "device_data_auth_change"),
            now("TimeStamp"),
            number("AgentID", "1000002"),
        ],
    )
    .args(&["AuthCorpId"]),
];
