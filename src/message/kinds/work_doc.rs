//! WeCom: documents, forms, smart sheets, the drive (企业微信文档《文档》《微盘》的回调通知).

use crate::message::kind::{Family::WorkOffice, Field, Kind, Shape::Event, new, text};

/// A smart sheet, and one of its tables.
const DOC_ID: Field = text("DocId", "dcgwP7qtvaToMWfnmyxHexTnE6zZMFO8");
const SHEET_ID: Field = text("SheetId", "q979lj");

pub(super) const KINDS: &[Kind] = &[
    new(
        "work.doc_change.doc_member_change",
        WorkOffice,
        Event("doc_change"),
        "the members of a document change",
        "修改文档成员",
        &[text("ChangeType", "doc_member_change"), DOC_ID, text("DocId", "dccS7zr8Gi2noaVolbggDGhPwassCx1T")],
    )
    .args(&["DocId"]),
    new(
        "work.doc_change.delete_doc",
        WorkOffice,
        Event("doc_change"),
        "a document is deleted",
        "删除文档",
        &[text("ChangeType", "delete_doc"), DOC_ID, text("DocId", "dccS7zr8Gi2noaVolbggDGhPwassCx1T")],
    )
    .args(&["DocId"]),
    new(
        "work.doc_change.form_complete",
        WorkOffice,
        Event("doc_change"),
        "a member fills in a form",
        "收集表完成",
        &[
            text("ChangeType", "form_complete"),
            text("FormId", "FSfdSow8tBxa2vEr9nAkuzmr06cVFLkh"),
            text("FormId", "FSXbtrkrpIN3HGoK8BZRdwLs6lFLxv4n"),
        ],
    )
    .args(&["FormId"]),
    new(
        "work.doc_change.delete_form",
        WorkOffice,
        Event("doc_change"),
        "a form is deleted",
        "删除收集表",
        &[
            text("ChangeType", "delete_form"),
            text("FormId", "FSfdSow8tBxa2vEr9nAkuzmr06cVFLkh"),
            text("FormId", "FSXbtrkrpIN3HGoK8BZRdwLs6lFLxv4n"),
        ],
    )
    .args(&["FormId"]),
    new(
        "work.doc_change.form_settings_change",
        WorkOffice,
        Event("doc_change"),
        "the settings of a form change",
        "修改收集表设置",
        &[
            text("ChangeType", "form_settings_change"),
            text("FormId", "FSfdSow8tBxa2vEr9nAkuzmr06cVFLkh"),
            text("FormId", "FSXbtrkrpIN3HGoK8BZRdwLs6lFLxv4n"),
        ],
    )
    .args(&["FormId"]),
    new(
        "work.smart_sheet_change.add_record",
        WorkOffice,
        Event("smart_sheet_change"),
        "records of a smart sheet are added",
        "智能表格新增记录",
        &[
            text("ChangeType", "add_record"),
            DOC_ID,
            SHEET_ID,
            text("RecordId", "rG5h6I"),
            text("RecordId", "rJ7k8L"),
        ],
    )
    .args(&["DocId", "SheetId"]),
    new(
        "work.smart_sheet_change.update_record",
        WorkOffice,
        Event("smart_sheet_change"),
        "records of a smart sheet change",
        "智能表格更新记录",
        &[
            text("ChangeType", "update_record"),
            DOC_ID,
            SHEET_ID,
            text("RecordId", "rG5h6I"),
            text("RecordId", "rJ7k8L"),
        ],
    )
    .args(&["DocId", "SheetId"]),
    new(
        "work.smart_sheet_change.delete_record",
        WorkOffice,
        Event("smart_sheet_change"),
        "records of a smart sheet are deleted",
        "智能表格删除记录",
        &[
            text("ChangeType", "delete_record"),
            DOC_ID,
            SHEET_ID,
            text("RecordId", "rG5h6I"),
            text("RecordId", "rJ7k8L"),
        ],
    )
    .args(&["DocId", "SheetId"]),
    // `filed` is WeCom's own spelling.
    new(
        "work.smart_sheet_change.add_filed",
        WorkOffice,
        Event("smart_sheet_change"),
        "fields of a smart sheet are added",
        "智能表格新增字段",
        &[
            text("ChangeType", "add_filed"),
            DOC_ID,
            SHEET_ID,
            text("FieldId", "fA1b2C"),
            text("FieldId", "fD3e4F"),
        ],
    )
    .args(&["DocId", "SheetId"]),
    new(
        "work.smart_sheet_change.update_filed",
        WorkOffice,
        Event("smart_sheet_change"),
        "fields of a smart sheet change",
        "智能表格更新字段",
        &[
            text("ChangeType", "update_filed"),
            DOC_ID,
            SHEET_ID,
            text("FieldId", "fA1b2C"),
            text("FieldId", "fD3e4F"),
        ],
    )
    .args(&["DocId", "SheetId"]),
    new(
        "work.smart_sheet_change.delete_filed",
        WorkOffice,
        Event("smart_sheet_change"),
        "fields of a smart sheet are deleted",
        "智能表格删除字段",
        &[
            text("ChangeType", "delete_filed"),
            DOC_ID,
            SHEET_ID,
            text("FieldId", "fA1b2C"),
            text("FieldId", "fD3e4F"),
        ],
    )
    .args(&["DocId", "SheetId"]),
    new(
        "work.wedrive_file_change.create_file",
        WorkOffice,
        Event("wedrive_file_change"),
        "files are created in the drive",
        "微盘创建文件",
        &[
            text("ChangeType", "create_file"),
            text("FileId", "ixQQzF29YLGc86J2iUhJq9EfRAL8iGz"),
            text("FileId", "iqkNHQuKP7UQ0FmONTNwYC36uy5QmYa"),
        ],
    )
    .from("sys")
    .args(&["FileId"]),
    new(
        "work.wedrive_file_change.rename_file",
        WorkOffice,
        Event("wedrive_file_change"),
        "files are renamed in the drive",
        "微盘重命名文件",
        &[
            text("ChangeType", "rename_file"),
            text("FileId", "ixQQzF29YLGc86J2iUhJq9EfRAL8iGz"),
            text("FileId", "iqkNHQuKP7UQ0FmONTNwYC36uy5QmYa"),
        ],
    )
    .from("sys")
    .args(&["FileId"]),
    new(
        "work.wedrive_file_change.update_file",
        WorkOffice,
        Event("wedrive_file_change"),
        "files are edited in the drive",
        "微盘更新文件",
        &[
            text("ChangeType", "update_file"),
            text("FileId", "ixQQzF29YLGc86J2iUhJq9EfRAL8iGz"),
            text("FileId", "iqkNHQuKP7UQ0FmONTNwYC36uy5QmYa"),
        ],
    )
    .from("sys")
    .args(&["FileId"]),
    new(
        "work.wedrive_file_change.delete_file",
        WorkOffice,
        Event("wedrive_file_change"),
        "files are deleted in the drive",
        "微盘删除文件",
        &[
            text("ChangeType", "delete_file"),
            text("FileId", "ixQQzF29YLGc86J2iUhJq9EfRAL8iGz"),
            text("FileId", "iqkNHQuKP7UQ0FmONTNwYC36uy5QmYa"),
        ],
    )
    .from("sys")
    .args(&["FileId"]),
    new(
        "work.wedrive_file_change.move_file",
        WorkOffice,
        Event("wedrive_file_change"),
        "files are moved in the drive",
        "微盘移动文件",
        &[
            text("ChangeType", "move_file"),
            text("FileId", "ixQQzF29YLGc86J2iUhJq9EfRAL8iGz"),
            text("FileId", "iqkNHQuKP7UQ0FmONTNwYC36uy5QmYa"),
        ],
    )
    .from("sys")
    .args(&["FileId"]),
    new(
        "work.wedrive_space_change.space_member_change",
        WorkOffice,
        Event("wedrive_space_change"),
        "the members of a drive space change",
        "微盘空间成员变更",
        &[
            text("ChangeType", "space_member_change"),
            text("SpaceId", "sgXxmRatO1PZxJDdHtRhfZ379MbtLMd"),
            text("SpaceId", "sjATJQDEFHbXUQXldOveErJ0lz0pVam"),
        ],
    )
    .args(&["SpaceId"]),
    new(
        "work.wedrive_space_change.space_security_settings_change",
        WorkOffice,
        Event("wedrive_space_change"),
        "the security settings of a drive space change",
        "微盘空间安全设置变更",
        &[
            text("ChangeType", "space_security_settings_change"),
            text("SpaceId", "sgXxmRatO1PZxJDdHtRhfZ379MbtLMd"),
            text("SpaceId", "sjATJQDEFHbXUQXldOveErJ0lz0pVam"),
        ],
    )
    .args(&["SpaceId"]),
    new(
        "work.wedrive_space_change.dismiss_space",
        WorkOffice,
        Event("wedrive_space_change"),
        "a drive space is dissolved",
        "微盘空间解散",
        &[
            text("ChangeType", "dismiss_space"),
            text("SpaceId", "sgXxmRatO1PZxJDdHtRhfZ379MbtLMd"),
            text("SpaceId", "sjATJQDEFHbXUQXldOveErJ0lz0pVam"),
        ],
    )
    .args(&["SpaceId"]),
    new(
        "work.wedrive_insufficient_capacity",
        WorkOffice,
        Event("wedrive_insufficient_capacity"),
        "the drive is nearly full",
        "微盘容量不足",
        &[],
    )
    .from("sys"),
];
