module completions {

  def "nu-complete webot color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot lang" [] {
    [ "en" "zh" ]
  }

  # A command-line tool for WeChat developers
  export extern webot [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    --version(-V)             # Show the version
  ]

  def "nu-complete webot send kind" [] {
    [ "event" "scan" "reportloc" "text" "image" "voice" "video" "shortvideo" "location" "link" "file" "miniprogrampage" "text_bizmsgmenuid" "subscribe" "subscribe_qrscene" "unsubscribe" "SCAN" "event_lowercase.scan" "LOCATION" "ENTER" "user_info_modified" "user_authorization_revoke" "guide_qrcode_scan_event" "CLICK" "VIEW" "view_miniprogram" "scancode_push" "scancode_waitmsg" "pic_sysphoto" "pic_photo_or_album" "pic_weixin" "location_select" "TEMPLATESENDJOBFINISH" "MASSSENDJOBFINISH" "PUBLISHJOBFINISH" "FREEPUBLISHJOBFINISH" "subscribe_msg_popup_event" "subscribe_msg_change_event" "subscribe_msg_sent_event" "kf_create_session" "kf_close_session" "kf_switch_session" "user_enter_tempsession" "user_get_card" "user_consume_card" "user_gifting_card" "user_del_card" "user_view_card" "user_enter_session_from_card" "user_pay_from_pay_cell" "update_member_card" "submit_membercard_user_info" "card_pass_check" "card_not_pass_check" "card_sku_remind" "card_pay_order" "card_merchant_check_result" "giftcard_pay_done" "giftcard_send_to_friend" "giftcard_user_accept" "trade_manage_order_settlement" "trade_manage_remind_shipping" "trade_manage_remind_access_api" "merchant_order" "open_product_order_pay" "open_product_order_analyze" "open_product_receive_coupon" "open_product_spu_audit" "open_product_spu_status_update" "open_product_category_audit" "open_product_brand_audit" "open_product_scene_group_audit" "open_product_account_register" "funds_order_pay" "funds_order_refund" "funds_order_profitsharing" "withdraw_notify" "complaint_notify" "complaint_callback" "miniprogram_sharer_action" "miniprogram_sharer_bind_status_change" "aftersale_new_order" "aftersale_update_order" "aftersale_user_cancel" "aftersale_user_modify_return_info" "aftersale_user_confirm_refund_certificate" "aftersale_wait_merchant_confirm_receipt" "aftersale_wait_merchant_offline_refund" "aftersale_refund_success" "aftersale_merchant_handle_refund_overdue" "aftersale_merchant_handle_return_overdue" "aftersale_merchant_confirm_receipt_overdue" "aftersale_user_upload_return_info_overdue" "aftersale_user_apply_platform_judge_overdue" "aftersale_complaint_update_order_state" "channels_ec_order_pay" "channels_ec_order_confirm" "channels_ec_order_ext_info_update" "channels_ec_present_aftersale_update" "channels_ec_coupon_receive" "channels_ec_vip_user_auto_add" "channels_ec_brand" "product_spu_audit" "head_supplier_item_update" "dropship_order_update" "dropship_order_cancel" "add_express_path" "add_waybill" "cancel_waybill" "check_biz" "get_quota" "update_business_bind_result" "ewaybill_push_path" "user_authorize_invoice" "update_invoice_status" "submit_invoice_title" "cloud_invoice_invoiceresult_event" "user_scan_product" "user_scan_product_enter_session" "user_scan_product_async" "user_scan_product_verify_action" "poi_check_notify" "apply_merchant_audit_info" "create_map_poi_audit_info" "add_store_audit_info" "modify_store_audit_info" "WifiConnected" "ShakearoundUserShake" "device_text" "bind" "unbind" "weapp_audit_success" "weapp_audit_fail" "weapp_audit_delay" "wxa_media_check" "xpay_goods_deliver_notify" "xpay_coin_pay_notify" "xpay_refund_notify" "minigame_coin_deliver_completed" "wxa_nickname_audit" "wxa_category_audit" "wxa_privacy_apply" "wxa_appeal_record" "wxa_comment_bad_score" "betaapp_verify_apply_event" "betaapp_verify_event" "wxalive_follow_notify" "wxalive_push_message_notify" "secvod_upload_event" "secvod_audit_event" "secbook_audit_event" "qualification_verify_success" "qualification_verify_fail" "naming_verify_success" "naming_verify_fail" "annual_renew" "verify_expired" "work.text" "work.image" "work.voice" "work.video" "work.shortvideo" "work.location" "work.link" "work.subscribe" "work.unsubscribe" "work.enter_agent" "work.click" "work.view" "work.view_miniprogram" "work.template_card_event" "work.template_card_menu_event" "work.taskcard_click" "work.LOCATION" "work.scancode_push" "work.scancode_waitmsg" "work.pic_sysphoto" "work.pic_photo_or_album" "work.pic_weixin" "work.location_select" "work.CLICK" "work.VIEW" "work.switch_workbench_mode" "work.change_app_admin" "work.close_inactive_agent" "work.reopen_inactive_agent" "work.unlicensed_notify" "work.upload_media_job_finish" "work.program_notify" "work.security.change_domain_ip" "work.change_contact.create_user" "work.change_contact.update_user" "work.change_contact.delete_user" "work.change_contact.create_party" "work.change_contact.update_party" "work.change_contact.delete_party" "work.change_contact.update_tag" "work.batch_job_result" "work.change_school_contact.create_student" "work.change_school_contact.update_student" "work.change_school_contact.delete_student" "work.change_school_contact.create_parent" "work.change_school_contact.update_parent" "work.change_school_contact.delete_parent" "work.change_school_contact.subscribe" "work.change_school_contact.unsubscribe" "work.change_school_contact.create_deparmtment" "work.change_school_contact.update_deparmtment" "work.change_school_contact.delete_deparmtment" "work.change_chain.create_chain" "work.change_chain.update_chain" "work.change_chain.delete_chain" "work.change_chain.create_group" "work.change_chain.update_group" "work.change_chain.delete_group" "work.change_chain.corp_join" "work.change_chain.update_corp" "work.change_chain.remove_corp" "work.change_external_contact.add_external_contact" "work.change_external_contact.edit_external_contact" "work.change_external_contact.add_half_external_contact" "work.change_external_contact.del_external_contact" "work.change_external_contact.del_follow_user" "work.change_external_contact.transfer_fail" "work.change_external_contact.msg_audit_approved" "work.change_external_chat.create" "work.change_external_chat.update" "work.change_external_chat.dismiss" "work.change_external_chat" "work.change_external_tag.create" "work.change_external_tag.update" "work.change_external_tag.delete" "work.change_external_tag.shuffle" "work.customer_acquisition.friend_request" "work.customer_acquisition.open_profile" "work.customer_acquisition.customer_start_chat" "work.customer_acquisition.message_from_customer" "work.customer_acquisition.delete_link" "work.customer_acquisition.link_unavailable" "work.customer_acquisition.balance_low" "work.customer_acquisition.balance_exhausted" "work.customer_acquisition.balance_increased" "work.customer_acquisition.quota_expire_soon" "work.kf_msg_or_event" "work.kf_account_auth_change" "work.msgaudit_notify" "work.sys_approval_change" "work.open_approval_change" "work.add_schedule" "work.modify_schedule" "work.delete_schedule" "work.respond_schedule" "work.modify_calendar" "work.delete_calendar" "work.meeting_change.modify_meeting" "work.meeting_change.cancel_meeting" "work.meeting_statistics.start_meeting" "work.book_meeting_room" "work.cancel_meeting_room" "work.living_status_change" "work.app_email_change.receive_email" "work.public_email_change.receive_email" "work.submit_vip_account_approval" "work.finish_vip_account_approval" "work.doc_change.doc_member_change" "work.doc_change.delete_doc" "work.doc_change.form_complete" "work.doc_change.delete_form" "work.doc_change.form_settings_change" "work.smart_sheet_change.add_record" "work.smart_sheet_change.update_record" "work.smart_sheet_change.delete_record" "work.smart_sheet_change.add_filed" "work.smart_sheet_change.update_filed" "work.smart_sheet_change.delete_filed" "work.wedrive_file_change.create_file" "work.wedrive_file_change.rename_file" "work.wedrive_file_change.update_file" "work.wedrive_file_change.delete_file" "work.wedrive_file_change.move_file" "work.wedrive_space_change.space_member_change" "work.wedrive_space_change.space_security_settings_change" "work.wedrive_space_change.dismiss_space" "work.wedrive_insufficient_capacity" "open.component_verify_ticket" "open.authorized" "open.updateauthorized" "open.unauthorized" "open.notify_third_fasteregister" "open.notify_third_fastverifybetaapp" "open.notify_3rd_wxa_auth" "open.notify_3rd_wxa_wxverify" "suite.suite_ticket" "suite.create_auth" "suite.change_auth" "suite.cancel_auth" "suite.reset_permanent_code" "suite.approve_special_auth" "suite.cancel_special_auth" "suite.agree_external_userid_migration" "suite.corp_arch_auth" "suite.change_app_admin" "suite.share_agent_change" "suite.register_corp" "suite.enter_register_package" "suite.open_order" "suite.change_order" "suite.pay_for_app_success" "suite.refund" "suite.change_editon" "suite.license_pay_success" "suite.license_refund" "suite.auto_activate" "suite.advanced_api_expired" "suite.advanced_api_trial_expired" "suite.change_contact.create_user" "suite.change_contact.update_user" "suite.change_contact.delete_user" "suite.change_contact.create_party" "suite.change_contact.update_party" "suite.change_contact.delete_party" "suite.change_contact.update_tag" "suite.change_external_contact.add_external_contact" "suite.change_external_contact.edit_external_contact" "suite.change_external_contact.add_half_external_contact" "suite.change_external_contact.del_external_contact" "suite.change_external_contact.del_follow_user" "suite.change_external_contact.transfer_fail" "suite.change_external_chat.create" "suite.change_external_chat.update" "suite.change_external_chat.dismiss" "suite.change_external_tag.create" "suite.change_external_tag.update" "suite.change_external_tag.delete" "suite.change_external_tag.shuffle" "suite.conversation_new_message" "suite.hit_keyword" "suite.chat_archive_audit_approved_single" "suite.chat_archive_export_finished" "suite.add_device" "suite.del_device" "suite.remark_device_name" "suite.connect_info" "suite.disconnect_info" "suite.device_feature_change" "suite.error_report" "suite.fetch_log_finish" "suite.device_data_auth_change" "pay.transaction" "pay.refund" "pay.partner_refund" "pay.combine_transaction" "pay.transfer_bill" "pay.transfer_batch" "pay.transfer_authorization" "pay.transfer_qq_wallet_bill" "pay.parking_transaction" "pay.recharge" "pay.mall_refund" "pay.global_partner_transaction" "pay.global_refund" "pay.coupon_used" "pay.papay_contract" "pay.payscore_permission" "pay.payscore_partner_order" "pay.payscore_sign_plan" "pay.etc_state" "pay.risk_trade" "pay.education_contract" "pay.payscore_bank_permission" "pay.brand_card_points" "pay.brand_card_coupon" "pay.delivery_plan" "pay.global_partner_contract" ]
  }

  def "nu-complete webot send subscribed" [] {
    [ "true" "false" ]
  }

  def "nu-complete webot send mode" [] {
    [ "plain" "compat" "safe" ]
  }

  def "nu-complete webot send format" [] {
    [ "xml" "json" ]
  }

  def "nu-complete webot send expect_type" [] {
    [ "text" "image" "voice" "video" "music" "news" "transfer_customer_service" "transfer_biz_ai_ivr" "update_button" "update_taskcard" "update_template_card" "device_text" "device_event" "device_status" "hardware" "stream" "template_card" "stream_with_template_card" "none" "invalid" ]
  }

  def "nu-complete webot send color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot send lang" [] {
    [ "en" "zh" ]
  }

  # Send a signed message to a bot and judge its answer
  export extern "webot send" [
    --user(-u): string        # FromUserName: the user's openid
    --sp: string              # ToUserName: the account's original id (the corpid in WeCom)
    --set: string             # Change a field: Content=hi, SendPicsInfo.PicList.item[0].PicMd5Sum=…; repeatable
    --add                     # Let --set add fields that the kind does not have
    --xml: path               # Send this XML file as it is (- for stdin)
    --json-body: path         # Send this JSON file as it is (- for stdin)
    --subscribed: string@"nu-complete webot send subscribed" # scan: the user follows the account already (SCAN, not subscribe)
    --list: string            # List the kinds, those that match FILTER if one is given
    --destination: string     # The bot's whole URL, in place of host, port and route (short: --des)
    --host: string            # Host of the bot [default: 127.0.0.1]
    --port: string            # Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]
    --route: string           # Path of the bot [default: /]
    --demo                    # Start the built-in bot and send to it
    --token: string           # Callback token, as on the settings page [else WX_TOKEN, the config file, keyboardcat123]
    --aes-key: string         # EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]
    --appid: string           # Appid that messages are encrypted for [else WX_APPID, the config file]
    --receiver: string        # Receiver id where it is not the appid: corpid, suiteid, or '' for intelligent bots
    --apiv3-key: string       # pay.…: APIv3 key, 32 characters [else WX_APIV3_KEY, the config file]
    --private-key: string     # pay.…: PEM file of the platform key that signs, of your own making
    --serial: string          # pay.…: serial number of that key
    --mode: string@"nu-complete webot send mode" # plain, compat or safe [else from the config file, else plain]
    --format: string@"nu-complete webot send format" # xml or json (mini-programs, intelligent bots)
    --timestamp: string       # Send and sign with this time, in seconds, in place of now
    --nonce: string           # Sign with this nonce in place of a fresh one
    --as-wechat               # Deliver as WeChat does: wait 5 s, then again with the same MsgId, three times in all
    --deadline: string        # Seconds that --as-wechat waits for each delivery [default: 5]
    --timeout: string         # Seconds until webot gives up [default: 15]
    --cacert: path            # PEM file of further roots to trust for https
    --insecure                # Accept any certificate (WeChat will not)
    --expect-type: string@"nu-complete webot send expect_type" # The reply has this type: text, news, …, none
    --expect-text: string     # The reply's text matches this regular expression
    --expect: string          # A field of the reply has this value: Articles.item[0].Title=News; repeatable
    --expect-none             # There is no reply (success or an empty body)
    --expect-within: string   # The reply came within this many milliseconds
    --strict                  # Let warnings fail too
    --dry-run                 # Show the request, send nothing
    --curl                    # Print a curl line that sends the same
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot send color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot send lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    kind?: string@"nu-complete webot send kind" # Kind of message (see --list); any other word is sent as text
    ...args: string           # Values of the kind's main fields, in order
  ]

  def "nu-complete webot verify-url mode" [] {
    [ "plain" "safe" ]
  }

  def "nu-complete webot verify-url color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot verify-url lang" [] {
    [ "en" "zh" ]
  }

  # Check a callback URL as WeChat does when the settings are saved
  export extern "webot verify-url" [
    --destination: string     # The bot's whole URL, in place of host, port and route (short: --des)
    --host: string            # Host of the bot [default: 127.0.0.1]
    --port: string            # Port of the bot [else PORT; default: 3000 on this machine, 80 elsewhere]
    --route: string           # Path of the bot [default: /]
    --token: string           # Callback token, as on the settings page [else WX_TOKEN, the config file, keyboardcat123]
    --aes-key: string         # EncodingAESKey, 43 characters [else WX_AES_KEY, the config file]
    --appid: string           # Appid that messages are encrypted for [else WX_APPID, the config file]
    --receiver: string        # Receiver id where it is not the appid: corpid, suiteid, or '' for intelligent bots
    --mode: string@"nu-complete webot verify-url mode" # plain (official accounts, mini-programs) or safe (WeCom: encrypted echostr)
    --timeout: string         # Seconds until webot gives up [default: 15]
    --cacert: path            # PEM file of further roots to trust for https
    --insecure                # Accept any certificate (WeChat will not)
    --dry-run                 # Show the request, send nothing
    --curl                    # Print a curl line that sends the same
    --strict                  # Let warnings fail too
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot verify-url color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot verify-url lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    url?: string              # The URL as it stands on the settings page
  ]

  def "nu-complete webot sign color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign lang" [] {
    [ "en" "zh" ]
  }

  # Compute a signature, or find out why one is wrong
  export extern "webot sign" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign message color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign message lang" [] {
    [ "en" "zh" ]
  }

  # signature or msg_signature of a callback
  export extern "webot sign message" [
    --token: string           # Callback token, as on the settings page [else WX_TOKEN, the config file]
    --encrypt: string         # Encrypt of the message, for msg_signature
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign message color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign message lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign jsapi color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign jsapi lang" [] {
    [ "en" "zh" ]
  }

  # signature of wx.config
  export extern "webot sign jsapi" [
    --url: string             # URL of the page; what follows # is dropped
    --ticket: string          # jsapi_ticket [else WX_JSAPI_TICKET, the config file, WeChat]
    --other-ticket: string    # Ticket of the other kind, for --check [else the environment, the config file]
    --foreign-ticket: string  # Ticket of another account, for --check; repeatable
    --appid: string           # Appid of the account [else WX_APPID, the config file]
    --api: string             # jsApiList, separated by commas
    --debug                   # debug: true in wx.config
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign jsapi color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign jsapi lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign agent color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign agent lang" [] {
    [ "en" "zh" ]
  }

  # signature of wx.agentConfig (WeCom)
  export extern "webot sign agent" [
    --url: string             # URL of the page; what follows # is dropped
    --ticket: string          # ticket of wx.agentConfig [else WX_AGENT_TICKET, the config file, WeChat]
    --other-ticket: string    # Ticket of the other kind, for --check [else the environment, the config file]
    --foreign-ticket: string  # Ticket of another account, for --check; repeatable
    --agentid: string         # Agentid of the app [else WX_AGENTID, the config file]
    --corpid: string          # Corpid of the company [else WX_CORPID, the config file]
    --api: string             # jsApiList, separated by commas
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign agent color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign agent lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign addr color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign addr lang" [] {
    [ "en" "zh" ]
  }

  # addrSign of editAddress (2014)
  export extern "webot sign addr" [
    --appid: string           # Appid of the account [else WX_APPID, the config file]
    --url: string             # URL of the page; what follows # is dropped
    --access-token: string    # OAuth access_token of the user [else WX_ACCESS_TOKEN]
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign addr color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign addr lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign card color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign card lang" [] {
    [ "en" "zh" ]
  }

  # signature of cardExt for wx.addCard
  export extern "webot sign card" [
    --card-id: string         # card_id of the card
    --ticket: string          # wx_card api_ticket [else WX_CARD_TICKET, the config file, WeChat]
    --secret: string          # Appsecret, for the rule of 2014
    --other-ticket: string    # Ticket of the other kind, for --check [else the environment, the config file]
    --foreign-ticket: string  # Ticket of another account, for --check; repeatable
    --code: string            # code of the card
    --openid: string          # openid of the user who may take it
    --balance: string         # Balance in fen
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign card color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign card lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign choose-card color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign choose-card lang" [] {
    [ "en" "zh" ]
  }

  # cardSign for wx.chooseCard
  export extern "webot sign choose-card" [
    --appid: string           # Appid of the account [else WX_APPID, the config file]
    --ticket: string          # wx_card api_ticket [else WX_CARD_TICKET, the config file, WeChat]
    --secret: string          # Appsecret, for the rule of 2014
    --location-id: string     # location_id of the store
    --card-id: string         # card_id of the card
    --card-type: string       # card_type, such as GROUPON
    --other-ticket: string    # Ticket of the other kind, for --check [else the environment, the config file]
    --foreign-ticket: string  # Ticket of another account, for --check; repeatable
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign choose-card color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign choose-card lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign package color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign package lang" [] {
    [ "en" "zh" ]
  }

  # package of 2014 with its MD5 sign
  export extern "webot sign package" [
    --field: string           # A field; repeatable [else JSON or XML on stdin]
    --partner-key: string     # partnerKey [else WX_PARTNER_KEY, the config file]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign package color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign package lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign pay-sign color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign pay-sign lang" [] {
    [ "en" "zh" ]
  }

  # paySign of 2014 (SHA-1)
  export extern "webot sign pay-sign" [
    --field: string           # A field; repeatable [else JSON or XML on stdin]
    --app-key: string         # AppKey [else WX_APP_KEY, the config file]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign pay-sign color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign pay-sign lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign pay sign_type" [] {
    [ "MD5" "HMAC-SHA256" ]
  }

  def "nu-complete webot sign pay color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign pay lang" [] {
    [ "en" "zh" ]
  }

  # sign of WeChat Pay v2
  export extern "webot sign pay" [
    --field: string           # A field; repeatable [else JSON or XML on stdin]
    --key: string             # API key of v2 [else WX_PAY_KEY, the config file]
    --other-key: string       # The APIv3 key, for --check
    --type: string@"nu-complete webot sign pay sign_type" # MD5 or HMAC-SHA256
    --xml                     # Show the signed XML
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign pay color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign pay lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign jspay sign_type" [] {
    [ "MD5" "HMAC-SHA256" ]
  }

  def "nu-complete webot sign jspay color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign jspay lang" [] {
    [ "en" "zh" ]
  }

  # Parameters that a page, mini-program or app pays with
  export extern "webot sign jspay" [
    --prepay-id: string       # prepay_id of the order
    --appid: string           # Appid of the account [else WX_APPID, the config file]
    --key: string             # API key of v2 [else WX_PAY_KEY, the config file]
    --private-key: string     # Merchant's private key for v3: a PEM file [else WX_MCH_PRIVATE_KEY, the config file]
    --type: string@"nu-complete webot sign jspay sign_type" # MD5 or HMAC-SHA256
    --app                     # For the App SDK
    --mchid: string           # Merchant number [else WX_MCHID, the config file]
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign jspay color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign jspay lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign v3 color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign v3 lang" [] {
    [ "en" "zh" ]
  }

  # Authorization header of a WeChat Pay v3 request
  export extern "webot sign v3" [
    --body: path              # Body (- for stdin)
    --mchid: string           # Merchant number [else WX_MCHID, the config file]
    --serial: string          # Serial number of the merchant's certificate [else WX_MCH_SERIAL, the config file]
    --private-key: string     # Merchant's private key for v3: a PEM file [else WX_MCH_PRIVATE_KEY, the config file]
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign v3 color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign v3 lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    method: string            # GET, POST, …
    url: string               # URL of the request, or its path with query
  ]

  def "nu-complete webot sign notify color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign notify lang" [] {
    [ "en" "zh" ]
  }

  # Headers of a WeChat Pay v3 notification, to test a handler with
  export extern "webot sign notify" [
    --body: path              # Body (- for stdin)
    --private-key: string     # PEM file of the platform key that signs [else WX_PAY_PRIVATE_KEY, the config file, a new one]
    --serial: string          # pay.…: serial number of that key
    --timestamp: string       # Time in seconds [default: now]
    --nonce: string           # Random string [default: a fresh one]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign notify color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign notify lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign session color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign session lang" [] {
    [ "en" "zh" ]
  }

  # signature of a mini-program's rawData, or of a session key
  export extern "webot sign session" [
    --session-key: string     # session_key [else WX_SESSION_KEY, the config file]
    --hmac                    # HMAC-SHA256, as checkSessionKey wants it
    --data: string            # The text that is signed [else stdin]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign session color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign session lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot sign xpay color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot sign xpay lang" [] {
    [ "en" "zh" ]
  }

  # signature and pay_sig of a mini-program's virtual payment
  export extern "webot sign xpay" [
    --uri: string             # Path of the API, such as /xpay/query_user_balance [default: requestVirtualPayment]
    --app-key: string         # AppKey [else WX_APP_KEY, the config file]
    --session-key: string     # session_key [else WX_SESSION_KEY, the config file]
    --data: string            # The text that is signed [else stdin]
    --check: string           # Look for the mistake in this signature
    --print: string           # Print one field alone: signature, string_to_sign, …
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot sign xpay color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot sign xpay lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot crypt color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot crypt lang" [] {
    [ "en" "zh" ]
  }

  # Decrypt and verify what WeChat sends, and see why it fails
  export extern "webot crypt" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot crypt color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot crypt lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot crypt decrypt color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot crypt decrypt lang" [] {
    [ "en" "zh" ]
  }

  # Decrypt a callback: XML or JSON with Encrypt, or the bare base64
  export extern "webot crypt decrypt" [
    --aes-key: string         # EncodingAESKey, 43 characters, or @FILE [else WX_AES_KEY, the config file]
    --receiver: string        # Fail unless the message is for this appid, corpid or suiteid ('' for intelligent bots)
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot crypt decrypt color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot crypt decrypt lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot crypt encrypt color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot crypt encrypt lang" [] {
    [ "en" "zh" ]
  }

  # Encrypt a message as a callback or a reply; with --token, signed
  export extern "webot crypt encrypt" [
    --aes-key: string         # EncodingAESKey, 43 characters, or @FILE [else WX_AES_KEY, the config file]
    --receiver: string        # appid, corpid or suiteid it is for ('' for intelligent bots) [else WX_APPID, the config file]
    --token: string           # Callback token, or @FILE: makes a signed envelope of it
    --timestamp: string       # Sign with this time, in seconds, in place of now
    --nonce: string           # Sign with this nonce in place of a fresh one
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot crypt encrypt color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot crypt encrypt lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot crypt mini color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot crypt mini lang" [] {
    [ "en" "zh" ]
  }

  # Decrypt a mini-program's encryptedData
  export extern "webot crypt mini" [
    --session-key: string     # session_key of the login that the data belongs to, or @FILE [else WX_SESSION_KEY, the config file]
    --iv: string              # iv that came with the data
    --appid: string           # The watermark must name this appid [else WX_APPID, the config file, else any]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot crypt mini color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot crypt mini lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot crypt refund color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot crypt refund lang" [] {
    [ "en" "zh" ]
  }

  # Decrypt req_info of a refund notice of WeChat Pay v2
  export extern "webot crypt refund" [
    --key: string             # API key of WeChat Pay v2, or @FILE [else WX_PAY_KEY, the config file]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot crypt refund color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot crypt refund lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot crypt notify color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot crypt notify lang" [] {
    [ "en" "zh" ]
  }

  # Decrypt a notification of WeChat Pay v3
  export extern "webot crypt notify" [
    --key: string             # APIv3 key, 32 characters, or @FILE [else WX_APIV3_KEY, the config file]
    --nonce: string           # nonce of the resource, where bare ciphertext is given
    --aad: string             # associated_data of the resource, where bare ciphertext is given
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot crypt notify color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot crypt notify lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot crypt verify-notify color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot crypt verify-notify lang" [] {
    [ "en" "zh" ]
  }

  # Verify the signature of a notification of WeChat Pay v3
  export extern "webot crypt verify-notify" [
    --cert: path              # PEM file of the platform's certificate
    --public-key: path        # PEM file of WeChat Pay's public key
    --headers: path           # File of the request's headers: as curl -v or a log shows them, or JSON
    --signature: string       # Wechatpay-Signature, in place of the file's
    --timestamp: string       # Wechatpay-Timestamp, in place of the file's
    --nonce: string           # Wechatpay-Nonce, in place of the file's
    --serial: string          # Wechatpay-Serial, in place of the file's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot crypt verify-notify color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot crypt verify-notify lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot api platform" [] {
    [ "api" "work" "pay" ]
  }

  def "nu-complete webot api color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot api lang" [] {
    [ "en" "zh" ]
  }

  # Call any endpoint of WeChat's API
  export extern "webot api" [
    --field(-F): string       # A field; numbers, true, false, null, @FILE and JSON are read as such; repeatable
    --raw-field(-f): string   # A field that is text; repeatable
    --query: string           # A parameter of the URL; repeatable
    --data(-d): string        # The body: @FILE, - for stdin, or itself
    --upload: string          # A file of a form: media=@cat.jpg; repeatable
    --jq: string              # Filter the answer with jq
    --paginate                # Go on with next_openid or next_cursor to the end, one answer a line
    --include(-i)             # Show status and headers too
    --output(-o): path        # Write the answer into this file
    --list: string            # List endpoints that match a word
    --force                   # Call a retired endpoint all the same
    --platform: string@"nu-complete webot api platform" # Which platform, where two have the path: api, work, pay
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot api color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot api lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    method?: string           # GET, POST, …
    path?: string             # Path, from its slash on, or a whole URL
  ]

  def "nu-complete webot config color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot config lang" [] {
    [ "en" "zh" ]
  }

  # Show and change what webot knows of your accounts (wx_config.json)
  export extern "webot config" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot config color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot config lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot config show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot config show lang" [] {
    [ "en" "zh" ]
  }

  # Show what holds, and where each value comes from
  export extern "webot config show" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot config show color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot config show lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot config set color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot config set lang" [] {
    [ "en" "zh" ]
  }

  # Write a value into the file
  export extern "webot config set" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot config set color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot config set lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    key: string               # Its name in wx_config.json: appid, secret, token, …
    value?: string            # The value; - for stdin, @FILE for a file's content, env:NAME or file:PATH to look there [else asked]
  ]

  def "nu-complete webot config unset color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot config unset lang" [] {
    [ "en" "zh" ]
  }

  # Take a key out of the file
  export extern "webot config unset" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot config unset color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot config unset lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    key: string               # Its name in wx_config.json: appid, secret, token, …
  ]

  def "nu-complete webot config path color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot config path lang" [] {
    [ "en" "zh" ]
  }

  # Name the file that counts, or where it would be made
  export extern "webot config path" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot config path color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot config path lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot config schema color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot config schema lang" [] {
    [ "en" "zh" ]
  }

  # Print a JSON Schema of wx_config.json
  export extern "webot config schema" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot config schema color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot config schema lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot init kind" [] {
    [ "official" "mini-program" "work" "bot" ]
  }

  def "nu-complete webot init color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot init lang" [] {
    [ "en" "zh" ]
  }

  # Ask for an account and write wx_config.json
  export extern "webot init" [
    --kind: string@"nu-complete webot init kind" # official, mini-program, work (an app of WeCom), or bot (no account, a callback only)
    --appid: string           # Its appid: wx and 16 hex digits
    --secret: string          # Its AppSecret, 32 hex digits; - for stdin, @FILE for a file
    --corpid: string          # work: corpid of the company
    --agentid: string         # work: agentid of the app
    --corpsecret: string      # work: secret of the app; - for stdin, @FILE for a file
    --token: string           # Token of the callback, 3 to 32 letters and digits
    --encoding-aes-key: string # EncodingAESKey of the callback, 43 characters
    --url: string             # Where the bot listens
    --generate                # Make up the Token and EncodingAESKey that are not given
    --file: path              # The file to write [default: --config, else wx_config.json]
    --force                   # Change values that are there, and take values of an odd shape
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot init color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot init lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot mock color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot mock lang" [] {
    [ "en" "zh" ]
  }

  # Be WeChat on this machine: its API with state, to try and to test against
  export extern "webot mock" [
    --host: string            # Address to listen on [default: 127.0.0.1]
    --port: string            # Port to listen on, 0 for a free one [default: 7200]
    --appid: string           # The only appid there is; others get 40013
    --secret: string          # The only secret there is; others get 40125
    --followers: string       # How many follow the account [default: 3]
    --token-overlap: string   # Seconds that a token lives on after a newer one of /cgi-bin/token [default: 300]
    --allow-ip: string        # Only this address or network may get a token, others get 40164; repeatable
    --quota: string           # PATH may be called N times a day, then 45009; repeatable
    --fail: string            # The N-th call, or those from N to M, get this errcode; repeatable
    --latency: string         # Hold answers back this many milliseconds, or between two times
    --drop: string            # Close the connection of every N-th call without an answer
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot mock color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot mock lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot serve mode" [] {
    [ "plain" "compat" "safe" ]
  }

  def "nu-complete webot serve color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot serve lang" [] {
    [ "en" "zh" ]
  }

  # Be a bot: answer messages by the rules of a file
  export extern "webot serve" [
    --check                   # Only check the rules
    --host: string            # Address to listen on [default: 127.0.0.1]
    --port(-p): string        # Port to listen on, 0 for a free one [default: PORT, else 3000]
    --route(-r): string       # Path that messages come to [default: any]
    --health: string          # Path that says whether the server is well [default: /healthz]
    --connections: string     # Connections at a time; the idle make room [default: 900]
    --token(-t): string       # Token of the callback [env: WX_TOKEN]
    --aes-key: string         # EncodingAESKey, 43 characters [env: WX_AES_KEY]
    --appid: string           # appid that encrypted messages must be for [env: WX_APPID]
    --receiver: string        # Another receiver than the appid, a corpid for WeCom
    --mode: string@"nu-complete webot serve mode" # safe: take only encrypted messages; plain and compat: take both [default: both]
    --window: string          # Seconds that a timestamp may be off, 0 for any [default: 600]
    --allow-replays           # Take a nonce that has been used
    --sessions: string        # Where conversations are kept: memory, a FILE, or redis://HOST:PORT/DB [default: memory]
    --session-ttl: string     # Seconds after which a silent user is forgotten [default: 86400]
    --seed: string            # Draw at random from this number on, the same each time
    --no-reload               # Keep the rules though the file changes
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot serve color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot serve lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    file?: path               # File of rules [default: rules.yaml, rules.yml or rules.json here]
  ]

  def "nu-complete webot rules color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot rules lang" [] {
    [ "en" "zh" ]
  }

  # Try rules
  export extern "webot rules" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot rules color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot rules lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot rules test color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot rules test lang" [] {
    [ "en" "zh" ]
  }

  # Which rule answers a message, and which were tried
  export extern "webot rules test" [
    --rules(-r): path         # File of rules [default: rules.yaml, rules.yml or rules.json here]
    --kind(-k): string        # Kind of the messages, as in `webot send --list`; words are its arguments
    --user(-u): string        # Whose messages they are
    --set: string             # Change a field of the messages, Name=value; repeatable
    --seed: string            # Draw at random from this number on, the same each time
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot rules test color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot rules test lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    ...words: string          # Messages, in order; the first may be the file of rules
  ]

  def "nu-complete webot completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete webot completions color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot completions lang" [] {
    [ "en" "zh" ]
  }

  # Print a completion script for a shell
  export extern "webot completions" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot completions color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot completions lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    shell: string@"nu-complete webot completions shell" # bash, zsh, fish, powershell, elvish or nushell
  ]

  def "nu-complete webot man color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot man lang" [] {
    [ "en" "zh" ]
  }

  # Write man pages into a directory
  export extern "webot man" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot man color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot man lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    dir: path                 # The directory; made if it is missing
  ]

  def "nu-complete webot help color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot help lang" [] {
    [ "en" "zh" ]
  }

  # Show the help of a command
  export extern "webot help" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot help color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot help lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    ...command: string        # The command, for example: send
  ]

  def "nu-complete webot network color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot network lang" [] {
    [ "en" "zh" ]
  }

  # Addresses of WeChat, and whether it reaches you
  export extern "webot network" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot network color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot network lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot network callback-ips color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot network callback-ips lang" [] {
    [ "en" "zh" ]
  }

  # The addresses that WeChat pushes from
  export extern "webot network callback-ips" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot network callback-ips color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot network callback-ips lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot network api-ips color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot network api-ips lang" [] {
    [ "en" "zh" ]
  }

  # The addresses of the API
  export extern "webot network api-ips" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot network api-ips color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot network api-ips lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot network check action" [] {
    [ "all" "dns" "ping" ]
  }

  def "nu-complete webot network check check-operator" [] {
    [ "DEFAULT" "CHINANET" "UNICOM" "CAP" ]
  }

  def "nu-complete webot network check color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot network check lang" [] {
    [ "en" "zh" ]
  }

  # Let WeChat try to reach your server
  export extern "webot network check" [
    --action: string@"nu-complete webot network check action" # What to try: all, dns, ping
    --check-operator: string@"nu-complete webot network check check-operator" # From which network: DEFAULT, CHINANET, UNICOM, CAP
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot network check color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot network check lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot quota color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot quota lang" [] {
    [ "en" "zh" ]
  }

  # How often endpoints may be called, and the request behind a rid
  export extern "webot quota" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot quota color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot quota lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot quota get color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot quota get lang" [] {
    [ "en" "zh" ]
  }

  # How often an endpoint may still be called
  export extern "webot quota get" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot quota get color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot quota get lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    cgi-path: string          # The path, from its slash on
  ]

  def "nu-complete webot quota clear color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot quota clear lang" [] {
    [ "en" "zh" ]
  }

  # Give an endpoint its daily quota back
  export extern "webot quota clear" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot quota clear color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot quota clear lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    cgi-path: string          # The path, from its slash on
  ]

  def "nu-complete webot quota reset color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot quota reset lang" [] {
    [ "en" "zh" ]
  }

  # Give all endpoints their daily quota back
  export extern "webot quota reset" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot quota reset color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot quota reset lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot quota reset-by-secret color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot quota reset-by-secret lang" [] {
    [ "en" "zh" ]
  }

  # The same with the secret in place of a token, which may have run out of quota itself
  export extern "webot quota reset-by-secret" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot quota reset-by-secret color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot quota reset-by-secret lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot quota rid color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot quota rid lang" [] {
    [ "en" "zh" ]
  }

  # The request behind a rid that an errmsg names
  export extern "webot quota rid" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot quota rid color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot quota rid lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    rid: string               # The rid at the end of an errmsg
  ]

  def "nu-complete webot autoreply color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot autoreply lang" [] {
    [ "en" "zh" ]
  }

  # Automatic replies
  export extern "webot autoreply" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot autoreply color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot autoreply lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot autoreply get color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot autoreply get lang" [] {
    [ "en" "zh" ]
  }

  # The automatic replies that are set
  export extern "webot autoreply get" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot autoreply get color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot autoreply get lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot menu color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu lang" [] {
    [ "en" "zh" ]
  }

  # The custom menu: lint, draw, compare, create, roll back
  export extern "webot menu" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot menu create color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu create lang" [] {
    [ "en" "zh" ]
  }

  # Put a menu in place of the one that is there
  export extern "webot menu create" [
    --file(-f): path          # Menu file, JSON or YAML; - for stdin [else stdin]
    --no-lint                 # Send without judging first
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu create color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu create lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    menu_file?: path          # Menu file, JSON or YAML; - for stdin [else stdin]
  ]

  def "nu-complete webot menu get color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu get lang" [] {
    [ "en" "zh" ]
  }

  # The menu that was made by API, with the conditional ones
  export extern "webot menu get" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu get color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu get lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot menu delete color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu delete lang" [] {
    [ "en" "zh" ]
  }

  # Delete all menus, the conditional ones too
  export extern "webot menu delete" [
    --yes(-y)                 # Do not ask
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu delete color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu delete lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot menu info color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu info lang" [] {
    [ "en" "zh" ]
  }

  # The menu that users see, made by API or on the website
  export extern "webot menu info" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu info color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu info lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot menu add-conditional color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu add-conditional lang" [] {
    [ "en" "zh" ]
  }

  # A menu for some users only
  export extern "webot menu add-conditional" [
    --file(-f): path          # Menu file, JSON or YAML; - for stdin [else stdin]
    --no-lint                 # Send without judging first
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu add-conditional color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu add-conditional lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    menu_file?: path          # Menu file, JSON or YAML; - for stdin [else stdin]
  ]

  def "nu-complete webot menu delete-conditional color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu delete-conditional lang" [] {
    [ "en" "zh" ]
  }

  # Delete one menu for some users
  export extern "webot menu delete-conditional" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu delete-conditional color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu delete-conditional lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    menuid: string            # Its menuid, as `menu get` shows it
  ]

  def "nu-complete webot menu try-match color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu try-match lang" [] {
    [ "en" "zh" ]
  }

  # The menu that one user sees
  export extern "webot menu try-match" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu try-match color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu try-match lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    user-id: string           # An openid or WeChat ID
  ]

  def "nu-complete webot menu lint color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu lint lang" [] {
    [ "en" "zh" ]
  }

  # Judge a menu file without sending it
  export extern "webot menu lint" [
    --file(-f): path          # Menu file, JSON or YAML; - for stdin [else stdin]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu lint color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu lint lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    menu_file?: path          # Menu file, JSON or YAML; - for stdin [else stdin]
  ]

  def "nu-complete webot menu preview color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu preview lang" [] {
    [ "en" "zh" ]
  }

  # Draw a menu as a phone shows it
  export extern "webot menu preview" [
    --file(-f): path          # Menu file, JSON or YAML; - for stdin [else stdin]
    --account                 # Draw the account's menu
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu preview color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu preview lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    menu_file?: path          # Menu file, JSON or YAML; - for stdin [else stdin]
  ]

  def "nu-complete webot menu diff color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu diff lang" [] {
    [ "en" "zh" ]
  }

  # What sending a file would change
  export extern "webot menu diff" [
    --file(-f): path          # Menu file, JSON or YAML; - for stdin [else stdin]
    --exit-code               # Exit with 1 when there are differences
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu diff color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu diff lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    menu_file?: path          # Menu file, JSON or YAML; - for stdin [else stdin]
  ]

  def "nu-complete webot menu pull color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu pull lang" [] {
    [ "en" "zh" ]
  }

  # The account's menu in the shape that create takes
  export extern "webot menu pull" [
    --from: path              # A file with what get or info returned, in place of the account
    --out(-o): path           # Write into this file
    --conditional             # The menus for some users, in place of the menu for all
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu pull color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu pull lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot menu push color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu push lang" [] {
    [ "en" "zh" ]
  }

  # Show the changes, ask, keep the old menu, send the new one
  export extern "webot menu push" [
    --file(-f): path          # Menu file, JSON or YAML; - for stdin [else stdin]
    --backup: path            # Keep the menu that is replaced, in the state folder or in --backup=FILE
    --no-lint                 # Send without judging first
    --yes(-y)                 # Do not ask
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu push color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu push lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    menu_file?: path          # Menu file, JSON or YAML; - for stdin [else stdin]
  ]

  def "nu-complete webot menu rollback color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot menu rollback lang" [] {
    [ "en" "zh" ]
  }

  # Put back the menu that the last push --backup replaced
  export extern "webot menu rollback" [
    --from: path              # A file with the menu [else the last backup]
    --yes(-y)                 # Do not ask
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot menu rollback color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot menu rollback lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot user color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot user lang" [] {
    [ "en" "zh" ]
  }

  # Followers
  export extern "webot user" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot user color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot user lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot user info language" [] {
    [ "zh_CN" "zh_TW" "en" ]
  }

  def "nu-complete webot user info color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot user info lang" [] {
    [ "en" "zh" ]
  }

  # What is known of a follower
  export extern "webot user info" [
    --language: string@"nu-complete webot user info language" # Language of names: zh_CN, zh_TW, en
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot user info color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot user info lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    openid: string            # A follower's openid
  ]

  def "nu-complete webot user batch language" [] {
    [ "zh_CN" "zh_TW" "en" ]
  }

  def "nu-complete webot user batch color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot user batch lang" [] {
    [ "en" "zh" ]
  }

  # The same for up to 100 followers at once
  export extern "webot user batch" [
    --language: string@"nu-complete webot user batch language" # Language of names: zh_CN, zh_TW, en
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot user batch color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot user batch lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    ...openid: string         # Followers' openids; - reads them from stdin
  ]

  def "nu-complete webot user list format" [] {
    [ "ndjson" "csv" ]
  }

  def "nu-complete webot user list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot user list lang" [] {
    [ "en" "zh" ]
  }

  # Followers' openids, 10,000 at a time
  export extern "webot user list" [
    --all                     # All pages, an openid a line
    --format: string@"nu-complete webot user list format" # How --all writes: ndjson or csv [default: ndjson]
    --next: string            # Begin after this openid
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot user list color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot user list lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot user remark color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot user remark lang" [] {
    [ "en" "zh" ]
  }

  # Give a follower a remark
  export extern "webot user remark" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot user remark color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot user remark lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    openid: string            # A follower's openid
    remark: string            # The remark, up to 30 characters; '' takes it away
  ]

  def "nu-complete webot user change-openid color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot user change-openid lang" [] {
    [ "en" "zh" ]
  }

  # Openids of another account after a move
  export extern "webot user change-openid" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot user change-openid color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot user change-openid lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    from-appid: string        # The account they come from
    ...openid-list: string    # Followers' openids; - reads them from stdin
  ]

  def "nu-complete webot user tags color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot user tags lang" [] {
    [ "en" "zh" ]
  }

  # The tags of a follower
  export extern "webot user tags" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot user tags color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot user tags lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    openid: string            # A follower's openid
  ]

  def "nu-complete webot tag color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot tag lang" [] {
    [ "en" "zh" ]
  }

  # Tags of followers
  export extern "webot tag" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot tag color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot tag lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot tag create color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot tag create lang" [] {
    [ "en" "zh" ]
  }

  # Make a tag
  export extern "webot tag create" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot tag create color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot tag create lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    name: string              # Its name, up to 30 characters
  ]

  def "nu-complete webot tag list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot tag list lang" [] {
    [ "en" "zh" ]
  }

  # All tags and how many have them
  export extern "webot tag list" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot tag list color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot tag list lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot tag rename color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot tag rename lang" [] {
    [ "en" "zh" ]
  }

  # Rename a tag
  export extern "webot tag rename" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot tag rename color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot tag rename lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    id: string                # The tag's id
    name: string              # Its new name
  ]

  def "nu-complete webot tag delete color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot tag delete lang" [] {
    [ "en" "zh" ]
  }

  # Delete a tag
  export extern "webot tag delete" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot tag delete color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot tag delete lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    id: string                # The tag's id
  ]

  def "nu-complete webot tag members format" [] {
    [ "ndjson" "csv" ]
  }

  def "nu-complete webot tag members color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot tag members lang" [] {
    [ "en" "zh" ]
  }

  # The followers with a tag
  export extern "webot tag members" [
    --all                     # All pages, an openid a line
    --format: string@"nu-complete webot tag members format" # How --all writes: ndjson or csv [default: ndjson]
    --next: string            # Begin after this openid
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot tag members color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot tag members lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    id: string                # Id of the tag
  ]

  def "nu-complete webot tag add color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot tag add lang" [] {
    [ "en" "zh" ]
  }

  # Give followers a tag, up to 50 at once
  export extern "webot tag add" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot tag add color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot tag add lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    tagid: string             # The tag's id
    ...openid-list: string    # Followers' openids; - reads them from stdin
  ]

  def "nu-complete webot tag remove color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot tag remove lang" [] {
    [ "en" "zh" ]
  }

  # Take a tag from followers, up to 50 at once
  export extern "webot tag remove" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot tag remove color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot tag remove lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    tagid: string             # The tag's id
    ...openid-list: string    # Followers' openids; - reads them from stdin
  ]

  def "nu-complete webot blacklist color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot blacklist lang" [] {
    [ "en" "zh" ]
  }

  # The blacklist
  export extern "webot blacklist" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot blacklist color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot blacklist lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot blacklist list format" [] {
    [ "ndjson" "csv" ]
  }

  def "nu-complete webot blacklist list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot blacklist list lang" [] {
    [ "en" "zh" ]
  }

  # Who is on the blacklist
  export extern "webot blacklist list" [
    --all                     # All pages, an openid a line
    --format: string@"nu-complete webot blacklist list format" # How --all writes: ndjson or csv [default: ndjson]
    --next: string            # Begin after this openid
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot blacklist list color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot blacklist list lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot blacklist add color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot blacklist add lang" [] {
    [ "en" "zh" ]
  }

  # Put followers on the blacklist, up to 20 at once
  export extern "webot blacklist add" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot blacklist add color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot blacklist add lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    ...openid-list: string    # Followers' openids; - reads them from stdin
  ]

  def "nu-complete webot blacklist remove color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot blacklist remove lang" [] {
    [ "en" "zh" ]
  }

  # Take followers off the blacklist, up to 20 at once
  export extern "webot blacklist remove" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot blacklist remove color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot blacklist remove lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    ...openid-list: string    # Followers' openids; - reads them from stdin
  ]

  def "nu-complete webot qrcode color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot qrcode lang" [] {
    [ "en" "zh" ]
  }

  # QR codes with a scene
  export extern "webot qrcode" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot qrcode color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot qrcode lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot qrcode create print" [] {
    [ "url" "ticket" ]
  }

  def "nu-complete webot qrcode create color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot qrcode create lang" [] {
    [ "en" "zh" ]
  }

  # A QR code with a scene
  export extern "webot qrcode create" [
    --permanent               # One that lives for ever, of which there are 100,000
    --expire-seconds: string  # How long it lives, in seconds [default: 2592000, 30 days]
    --string                  # A scene text, though it is a number
    --out: path               # Write a picture: FILE.png or FILE.svg
    --print: string@"nu-complete webot qrcode create print" # Print one field alone: url or ticket
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot qrcode create color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot qrcode create lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    scene: string             # The scene: a number or up to 64 characters
  ]

  def "nu-complete webot qrcode show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot qrcode show lang" [] {
    [ "en" "zh" ]
  }

  # The picture of a QR code
  export extern "webot qrcode show" [
    --output(-o): path        # Write WeChat's picture into this file
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot qrcode show color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot qrcode show lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    ticket: string            # The ticket that create returned
  ]

  def "nu-complete webot shorten color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot shorten lang" [] {
    [ "en" "zh" ]
  }

  # Short keys for data
  export extern "webot shorten" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot shorten color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot shorten lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot shorten gen color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot shorten gen lang" [] {
    [ "en" "zh" ]
  }

  # A short key for data of up to 4 KB
  export extern "webot shorten gen" [
    --expire-seconds: string  # How long it is kept, in seconds
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot shorten gen color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot shorten gen lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    long-data: string         # The data; - reads it from stdin
  ]

  def "nu-complete webot shorten fetch color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot shorten fetch lang" [] {
    [ "en" "zh" ]
  }

  # The data behind a short key
  export extern "webot shorten fetch" [
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot shorten fetch color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot shorten fetch lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
    short-key: string         # The short key
  ]

  def "nu-complete webot token color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot token lang" [] {
    [ "en" "zh" ]
  }

  # The access_token
  export extern "webot token" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot token color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot token lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot token get color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot token get lang" [] {
    [ "en" "zh" ]
  }

  # The access_token that everybody gets
  export extern "webot token get" [
    --work                    # Of the WeCom app: corpid and corpsecret
    --force-refresh           # End the token that is out first
    --print                   # Print the value alone
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot token get color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot token get lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot token refresh color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot token refresh lang" [] {
    [ "en" "zh" ]
  }

  # End the token that is out, everybody's, and fetch another
  export extern "webot token refresh" [
    --work                    # Of the WeCom app: corpid and corpsecret
    --print                   # Print the value alone
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot token refresh color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot token refresh lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot token show color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot token show lang" [] {
    [ "en" "zh" ]
  }

  # What is kept, without asking WeChat
  export extern "webot token show" [
    --work                    # Of the WeCom app: corpid and corpsecret
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot token show color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot token show lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot token clear color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot token clear lang" [] {
    [ "en" "zh" ]
  }

  # Forget what is kept; WeChat is not told
  export extern "webot token clear" [
    --work                    # Of the WeCom app: corpid and corpsecret
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot token clear color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot token clear lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot ticket color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot ticket lang" [] {
    [ "en" "zh" ]
  }

  # Tickets of pages and cards
  export extern "webot ticket" [
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot ticket color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot ticket lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

  def "nu-complete webot ticket get kind" [] {
    [ "jsapi" "wx_card" "agent" "work_jsapi" ]
  }

  def "nu-complete webot ticket get color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete webot ticket get lang" [] {
    [ "en" "zh" ]
  }

  # A ticket for pages or cards
  export extern "webot ticket get" [
    --type: string@"nu-complete webot ticket get kind" # jsapi, wx_card, agent or work_jsapi [default: jsapi]
    --print                   # Print the value alone
    --mock                    # Ask a WeChat within; its state stays until the next command
    --api-base: string        # Call this in place of WeChat's hosts [else WX_API_BASE, the config file]
    --dry-run                 # Show the request, send nothing
    --curl                    # Show the request as a curl command, send nothing
    --retries: string         # How often to try again when WeChat is busy or the network fails [default: 2]
    --timeout: string         # Seconds to wait for one answer [default: 15]
    --proxy: string           # Proxy to WeChat [else WX_PROXY, the config file, HTTPS_PROXY]
    --cacert: path            # PEM file with the only roots to believe [else WX_CACERT, the config file]
    --insecure                # Believe any certificate
    --plain-token             # Fetch tokens with /cgi-bin/token, which ends everybody else's
    --json                    # Print one JSON document on stdout; errors become JSON on stderr
    --quiet(-q)               # Print nothing but errors
    --verbose(-v)             # Also show the request and the raw answer, on stderr
    --color: string@"nu-complete webot ticket get color" # When to use colour: auto, always, never
    --config: path            # Read this file instead of looking for wx_config.json
    --profile: string         # The profile of the config file [else WEBOT_PROFILE]
    --lang: string@"nu-complete webot ticket get lang" # Language of help and messages: en, zh
    --show-secrets            # Show tokens and keys where *** stands otherwise
    --help(-h)                # Show help
  ]

}

export use completions *
