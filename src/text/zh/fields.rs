use crate::api::fields::check::{Difference, DifferenceKind, ValueType};
use crate::api::fields::{Format, Scalar, Wrap};
use crate::text::fields::FieldWords;

pub(super) const WORDS: FieldWords = FieldWords {
    retired: |since, replacement| {
        let since = if since.is_empty() { String::new() } else { format!("{since} 起") };
        let instead =
            if replacement.is_empty() { String::new() } else { format!("，请改用 {replacement}") };
        format!("{since}已下线{instead}")
    },
    command: |command| format!("命令：{command}"),
    unchecked: |path| format!("没有 {path} 的字段资料，未检查这次调用"),
    unknown: "没有这个接口的字段资料",
    variant: |number| format!("用法 {number}"),
    query: "查询参数",
    body: |format| format!("请求体（{format}）"),
    answer: |format| format!("响应（{format}）"),
    format: |format| match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        Format::Multipart => "表单",
        Format::Binary => "文件",
        Format::Csv => "CSV",
        Format::Raw => "原始字节",
        Format::None => "空",
    },
    required: "必填",
    constant: |value| format!("固定为 {value}"),
    default: |value| format!("默认 {value}"),
    or: " | ",
    comma: "，",
    as_above: |levels| match levels {
        1 => "字段与本层相同".to_owned(),
        levels => format!("字段与上 {} 层相同", levels - 1),
    },
    gone: |date| format!("{date} 起不再使用"),
    kind,
    difference,
    further: |count| format!("与官方文档还有 {count} 处不同；`--describe` 列出全部字段"),
};

fn kind(wraps: &[Wrap], scalar: Scalar) -> String {
    match wraps.split_first() {
        Some((Wrap::List, inner)) => format!("{}列表", kind(inner, scalar)),
        Some((Wrap::Map, inner)) => format!("值为{}的对象", kind(inner, scalar)),
        Some((Wrap::JsonText, inner)) => format!("JSON 字符串：{}", kind(inner, scalar)),
        Some((Wrap::Joined(separator), _)) => format!("用 {separator} 连接的字符串"),
        None => one(scalar).to_owned(),
    }
}

fn one(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Text => "字符串",
        Scalar::Integer => "整数",
        Scalar::Decimal => "数字",
        Scalar::Boolean => "布尔值",
        Scalar::Object => "对象",
        Scalar::Any => "任意值",
        Scalar::File => "文件",
        Scalar::Encrypted => "加密的字符串",
        Scalar::IntegerOrText => "整数或字符串",
        Scalar::DecimalOrText => "数字或字符串",
        Scalar::Bit => "0 或 1",
        Scalar::BitOrBoolean => "0、1 或布尔值",
        Scalar::YesNo => "\"Y\" 或 \"N\"",
        Scalar::BooleanText => "\"true\" 或 \"false\"",
        Scalar::NumberText => "数字字符串",
        Scalar::Seconds => "时间戳（秒）",
        Scalar::Millis => "时间戳（毫秒）",
        Scalar::SecondsOrText => "时间戳（秒），可为字符串",
        Scalar::MillisOrText => "时间戳（毫秒），可为字符串",
        Scalar::SecondsText => "时间戳（秒）字符串",
        Scalar::Rfc3339 => "时间（RFC 3339）",
        Scalar::DateTime => "时间 YYYY-MM-DD HH:MM:SS",
        Scalar::CompactDateTime => "时间 YYYYMMDDHHMMSS",
        Scalar::SomeTime => "日期或时间",
    }
}

fn difference(difference: &Difference) -> String {
    let Difference { path, kind } = difference;
    match kind {
        DifferenceKind::Unknown(None) => format!("官方文档里没有字段 `{path}`"),
        DifferenceKind::Unknown(Some(closest)) => {
            format!("官方文档里没有字段 `{path}`，是不是 `{closest}`？")
        }
        DifferenceKind::Missing(_) => format!("官方文档要求填写 `{path}`"),
        DifferenceKind::Structure(wanted) | DifferenceKind::Type { wanted, .. } if path.is_empty() => {
            format!("请求体应为{}", value_type(*wanted))
        }
        DifferenceKind::Structure(wanted) | DifferenceKind::Type { wanted, .. } => {
            format!("按官方文档，`{path}` 应为{}", value_type(*wanted))
        }
        DifferenceKind::Gone(date) => format!("微信自 {date} 起不再使用 `{path}`"),
    }
}

fn value_type(wanted: ValueType) -> &'static str {
    match wanted {
        ValueType::Object => "对象",
        ValueType::List => "列表",
        ValueType::Text => "字符串",
        ValueType::JsonText => "内容为 JSON 的字符串",
        ValueType::Integer => "整数",
        ValueType::Number => "数字",
        ValueType::Boolean => "true 或 false",
        ValueType::Digits => "带引号的数字",
    }
}
