//! Every command, declared once: name, handler, request, response, who may, what the trail says.
//!
//! The window, the command line and the control socket all go through [`dispatch`](crate::dispatch); TypeScript's
//! `commands.ts` is made from [`COMMANDS`].

use portreeve_core::access::own;

use crate::declare::{Access, Effect, commands};
use crate::wire::audit::*;
use crate::wire::backup::*;
use crate::wire::client::*;
use crate::wire::clock::*;
use crate::wire::directory::*;
use crate::wire::group::*;
use crate::wire::import::*;
use crate::wire::permission::*;
use crate::wire::recovery::*;
use crate::wire::root_key::*;
use crate::wire::session::*;
use crate::wire::token::*;
use crate::wire::undo::*;
use crate::wire::user::*;
use crate::wire::{Nothing, secret::WireSecret};
use crate::{
    audit, backup, client, clock, directory, group, import, key, permission, recovery, root_key, session,
    token, undo, user,
};

commands! {
    // name                      handler                      request                 response             access                              effect
    "directory.show"           directory::show,            (Nothing)               -> DirectoryResponse      , Access::SignedIn                   , Effect::Reads;
    "directory.doctor"         directory::doctor,          (Nothing)               -> DoctorResponse         , Access::Superuser                  , Effect::Reads;

    "session.sign_in"          session::sign_in,           (SignInRequest)         -> SignInResponse         , Access::Public                     , Effect::Writes;
    "session.sign_out"         session::sign_out,          (Nothing)               -> Nothing                , Access::Public                     , Effect::Writes;
    "session.confirm"          session::confirm,           (WireSecret)            -> Nothing                , Access::SignedIn                   , Effect::Reads;
    "session.me"               session::me,                (Nothing)               -> MeResponse             , Access::SignedIn                   , Effect::Reads;
    "session.list"             session::list,              (SessionListRequest)    -> SessionListResponse    , Access::Needs(own::VIEW_SESSION)   , Effect::Reads;
    "session.revoke"           session::revoke,            (SessionRevokeRequest)  -> SessionRevokeResponse  , Access::Needs(own::DELETE_SESSION) , Effect::Writes;

    "user.list"                user::list,                 (UserListRequest)       -> UserListResponse       , Access::Needs(own::VIEW_USER)      , Effect::Reads;
    "user.show"                user::show,                 (UserRequest)           -> UserDetail             , Access::Needs(own::VIEW_USER)      , Effect::Reads;
    "user.create"              user::create,               (UserCreateRequest)     -> UserRow                , Access::Needs(own::ADD_USER)       , Effect::Writes;
    "user.update"              user::update,               (UserUpdateRequest)     -> UserRow                , Access::Needs(own::CHANGE_USER)    , Effect::Writes;
    "user.disable"             user::disable,              (UserRequest)           -> UserRow                , Access::Needs(own::CHANGE_USER)    , Effect::Writes;
    "user.enable"              user::enable,               (UserRequest)           -> UserRow                , Access::Needs(own::CHANGE_USER)    , Effect::Writes;
    "user.delete"              user::delete,               (UserRequest)           -> UserRow                , Access::Needs(own::DELETE_USER)    , Effect::Writes;
    "user.restore"             user::restore,              (UserRequest)           -> UserRow                , Access::Needs(own::DELETE_USER)    , Effect::Writes;
    "user.set_password"        user::set_password,         (UserPasswordRequest)   -> UserRow                , Access::SignedIn                   , Effect::Writes;
    "user.check_password"      user::check_password,       (UserPasswordRequest)   -> PasswordCheckResponse  , Access::Needs(own::CHANGE_USER)    , Effect::Writes;
    "user.grant"               user::grant,                (UserPermissionRequest) -> UserRow                , Access::Needs(own::CHANGE_USER)    , Effect::Writes;
    "user.revoke"              user::revoke,               (UserPermissionRequest) -> UserRow                , Access::Needs(own::CHANGE_USER)    , Effect::Writes;

    "group.list"               group::list,                (Nothing)               -> GroupListResponse      , Access::Needs(own::VIEW_GROUP)     , Effect::Reads;
    "group.show"               group::show,                (GroupRequest)          -> GroupRow               , Access::Needs(own::VIEW_GROUP)     , Effect::Reads;
    "group.create"             group::create,              (GroupCreateRequest)    -> GroupRow               , Access::Needs(own::ADD_GROUP)      , Effect::Writes;
    "group.rename"             group::rename,              (GroupRenameRequest)    -> GroupRow               , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;
    "group.delete"             group::delete,              (GroupRequest)          -> GroupRow               , Access::Needs(own::DELETE_GROUP)   , Effect::Writes;
    "group.add_member"         group::add_member,          (GroupMemberRequest)    -> GroupMemberResponse    , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;
    "group.remove_member"      group::remove_member,       (GroupMemberRequest)    -> GroupMemberResponse    , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;
    "group.add_manager"        group::add_manager,         (GroupMemberRequest)    -> GroupRow               , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;
    "group.remove_manager"     group::remove_manager,      (GroupMemberRequest)    -> GroupRow               , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;
    "group.add_parent"         group::add_parent,          (GroupParentRequest)    -> GroupRow               , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;
    "group.remove_parent"      group::remove_parent,       (GroupParentRequest)    -> GroupRow               , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;
    "group.grant"              group::grant,               (GroupPermissionRequest)-> GroupRow               , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;
    "group.revoke"             group::revoke,              (GroupPermissionRequest)-> GroupRow               , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;

    "permission.list"          permission::list,           (Nothing)               -> PermissionListResponse , Access::Needs(own::VIEW_GROUP)     , Effect::Reads;
    "permission.add"           permission::add           ,(PermissionAddRequest)  -> PermissionRow          , Access::Needs(own::CHANGE_GROUP)   , Effect::Writes;

    "client.list"              client::list,               (Nothing)               -> ClientListResponse     , Access::Needs(own::VIEW_CLIENT)    , Effect::Reads;
    "client.show"              client::show,               (ClientRequest)         -> ClientRow              , Access::Needs(own::VIEW_CLIENT)    , Effect::Reads;
    "client.create"            client::create,             (ClientCreateRequest)   -> ClientRow              , Access::Needs(own::ADD_CLIENT)     , Effect::Writes;
    "client.update"            client::update,             (ClientUpdateRequest)   -> ClientRow              , Access::Needs(own::CHANGE_CLIENT)  , Effect::Writes;
    "client.rotate_secret"     client::rotate_secret,      (ClientRequest)         -> ClientRow              , Access::Needs(own::CHANGE_CLIENT)  , Effect::Writes;
    "client.delete"            client::delete,             (ClientRequest)         -> ClientRow              , Access::Needs(own::DELETE_CLIENT)  , Effect::Writes;
    "client.presets"           client::presets,            (Nothing)               -> PresetListResponse     , Access::SignedIn                   , Effect::Reads;
    "client.config"            client::config,             (ConfigRequest)         -> ConfigResponse         , Access::Needs(own::VIEW_CLIENT)    , Effect::Reads;
    "client.export"            client::export,             (ConfigExportRequest)   -> ConfigExportResponse   , Access::Needs(own::EXPORT_CLIENT)  , Effect::Writes;

    "token.preview"            token::preview,             (TokenRequest)          -> TokenPreviewResponse   , Access::Needs(own::VIEW_USER)      , Effect::Reads;
    "token.issue"              token::issue,               (TokenRequest)          -> TokenResponse          , Access::Needs(own::ISSUE_TOKEN)    , Effect::Writes;
    "token.refresh"            token::refresh,             (TokenRefreshRequest)   -> TokenResponse          , Access::Public                     , Effect::Writes;
    "token.inspect"            token::inspect,             (TokenInspectRequest)   -> TokenInspectResponse   , Access::SignedIn                   , Effect::Reads;

    "key.list"                 key::list,                  (Nothing)               -> KeyListResponse        , Access::Public                     , Effect::Reads;
    "key.rotate"               key::rotate,                (KeyRotateRequest)      -> KeyRotateResponse      , Access::Superuser                  , Effect::Writes;
    "key.move"                 root_key::move_key,         (KeyMoveRequest)        -> KeyMoveResponse        , Access::Superuser                  , Effect::Writes;

    "audit.list"               audit::list,                (AuditListRequest)      -> AuditListResponse      , Access::Needs(own::VIEW_AUDIT)     , Effect::Reads;
    "audit.verify"             audit::verify,              (Nothing)               -> AuditVerifyResponse    , Access::Needs(own::VIEW_AUDIT)     , Effect::Reads;
    "audit.head"               audit::head,                (Nothing)               -> AuditHeadResponse      , Access::Needs(own::VIEW_AUDIT)     , Effect::Reads;
    "audit.check"              audit::check,               (AuditCheckRequest)     -> AuditCheckResponse     , Access::Needs(own::VIEW_AUDIT)     , Effect::Reads;
    "audit.export"             audit::export,              (AuditExportRequest)    -> AuditExportResponse    , Access::Needs(own::EXPORT_AUDIT)   , Effect::Writes;
    "audit.keep"               audit::keep,                (AuditKeepRequest)      -> AuditKeepResponse      , Access::Needs(own::PRUNE_AUDIT)    , Effect::Writes;
    "audit.prune"              audit::prune,               (AuditPruneRequest)     -> AuditPruneResponse     , Access::Needs(own::PRUNE_AUDIT)    , Effect::Writes;

    "undo.preview"             undo::preview,              (UndoRequest)           -> UndoPreview            , Access::SignedIn                   , Effect::Reads;
    "undo.apply"               undo::apply,                (UndoRequest)           -> UndoResponse           , Access::SignedIn                   , Effect::Writes;

    "import.django"            import::django,             (ImportRequest)         -> ImportResponse         , Access::Needs(own::IMPORT_DIRECTORY), Effect::Writes;

    "backup.create"            backup::create,             (BackupCreateRequest)   -> BackupCreateResponse   , Access::Superuser                  , Effect::Writes;
    "backup.verify"            backup::verify,             (BackupVerifyRequest)   -> BackupVerifyResponse   , Access::Superuser                  , Effect::Writes;
    "backup.schedule"          backup::schedule,           (BackupScheduleRequest) -> BackupStatusResponse   , Access::Superuser                  , Effect::Writes;
    "backup.unschedule"        backup::unschedule,         (Nothing)               -> BackupStatusResponse   , Access::Superuser                  , Effect::Writes;
    "backup.status"            backup::status,             (Nothing)               -> BackupStatusResponse   , Access::SignedIn                   , Effect::Reads;

    "recovery_kit.create"      recovery::create_kit,       (RecoveryKitRequest)    -> RecoveryKitResponse    , Access::Superuser                  , Effect::Writes;

    "clock.show"               clock::show,                (Nothing)               -> ClockResponse          , Access::SignedIn                   , Effect::Reads;
    "clock.accept"             clock::accept,              (Nothing)               -> ClockResponse          , Access::Superuser                  , Effect::Writes;
}
