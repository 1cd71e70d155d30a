// Made from the command list by `cargo xtask bindings`. Do not edit.

import type {
  AccountEndSessionRequest,
  AuditCheckRequest,
  AuditCheckResponse,
  AuditExportRequest,
  AuditExportResponse,
  AuditHeadResponse,
  AuditKeepRequest,
  AuditKeepResponse,
  AuditListRequest,
  AuditListResponse,
  AuditPruneRequest,
  AuditPruneResponse,
  AuditTargetsRequest,
  AuditTargetsResponse,
  AuditVerifyResponse,
  BackupCreateRequest,
  BackupCreateResponse,
  BackupScheduleRequest,
  BackupStatusResponse,
  BackupVerifyRequest,
  BackupVerifyResponse,
  ClientCreateRequest,
  ClientListResponse,
  ClientRequest,
  ClientRow,
  ClientUpdateRequest,
  ClockResponse,
  ConfigExportRequest,
  ConfigExportResponse,
  ConfigRequest,
  ConfigResponse,
  ConfigTestRequest,
  ConfigTestResponse,
  CreateDirectoryRequest,
  DirectoryResponse,
  DoctorResponse,
  GreetingResponse,
  GroupCreateRequest,
  GroupListResponse,
  GroupMemberRequest,
  GroupMemberResponse,
  GroupParentRequest,
  GroupPermissionRequest,
  GroupRenameRequest,
  GroupRequest,
  GroupRow,
  HomeStatus,
  HostSignInRequest,
  ImportRequest,
  ImportResponse,
  JobCancelRequest,
  JobListResponse,
  KeyListResponse,
  KeyMoveRequest,
  KeyMoveResponse,
  KeyRotateRequest,
  KeyRotateResponse,
  MeResponse,
  Nothing,
  OpenDirectoryRequest,
  OverviewRequest,
  OverviewResponse,
  PasswordCheckResponse,
  PermissionAddRequest,
  PermissionListResponse,
  PermissionRow,
  PresetListResponse,
  RecoveryKitRequest,
  RecoveryKitResponse,
  RepairResponse,
  RestoreKeyRequest,
  RestoreRequest,
  RestoreResponse,
  SessionListRequest,
  SessionListResponse,
  SessionRevokeRequest,
  SessionRevokeResponse,
  SignInRequest,
  SignInResponse,
  TokenActivityRequest,
  TokenActivityResponse,
  TokenInspectRequest,
  TokenInspectResponse,
  TokenPreviewResponse,
  TokenRefreshRequest,
  TokenRequest,
  TokenResponse,
  UndoPreview,
  UndoRequest,
  UndoResponse,
  UnlockRequest,
  UserChangeManyRequest,
  UserChangeManyResponse,
  UserCreateRequest,
  UserDetail,
  UserExportRequest,
  UserExportResponse,
  UserListRequest,
  UserListResponse,
  UserPasswordRequest,
  UserPermissionRequest,
  UserRequest,
  UserRow,
  UserUpdateRequest,
  WholePathRequest,
  WholePathResponse,
  WireSecret,
} from "./wire";

/** Every command with its request and response. */
export interface Commands {
  "directory.show": { request: Nothing; response: DirectoryResponse };
  "directory.doctor": { request: Nothing; response: DoctorResponse };
  "overview.show": { request: OverviewRequest; response: OverviewResponse };
  "session.sign_in": { request: SignInRequest; response: SignInResponse };
  "session.sign_out": { request: Nothing; response: Nothing };
  "session.greeting": { request: Nothing; response: GreetingResponse };
  "session.confirm": { request: WireSecret; response: Nothing };
  "session.me": { request: Nothing; response: MeResponse };
  "session.list": { request: SessionListRequest; response: SessionListResponse };
  "session.revoke": { request: SessionRevokeRequest; response: SessionRevokeResponse };
  "account.show": { request: Nothing; response: UserDetail };
  "account.sessions": { request: Nothing; response: SessionListResponse };
  "account.end_session": { request: AccountEndSessionRequest; response: SessionRevokeResponse };
  "user.list": { request: UserListRequest; response: UserListResponse };
  "user.export": { request: UserExportRequest; response: UserExportResponse };
  "user.show": { request: UserRequest; response: UserDetail };
  "user.create": { request: UserCreateRequest; response: UserRow };
  "user.update": { request: UserUpdateRequest; response: UserRow };
  "user.disable": { request: UserRequest; response: UserRow };
  "user.enable": { request: UserRequest; response: UserRow };
  "user.delete": { request: UserRequest; response: UserRow };
  "user.restore": { request: UserRequest; response: UserRow };
  "user.set_password": { request: UserPasswordRequest; response: UserRow };
  "user.check_password": { request: UserPasswordRequest; response: PasswordCheckResponse };
  "user.grant": { request: UserPermissionRequest; response: UserRow };
  "user.revoke": { request: UserPermissionRequest; response: UserRow };
  "user.change_many": { request: UserChangeManyRequest; response: UserChangeManyResponse };
  "group.list": { request: Nothing; response: GroupListResponse };
  "group.show": { request: GroupRequest; response: GroupRow };
  "group.create": { request: GroupCreateRequest; response: GroupRow };
  "group.rename": { request: GroupRenameRequest; response: GroupRow };
  "group.delete": { request: GroupRequest; response: GroupRow };
  "group.add_member": { request: GroupMemberRequest; response: GroupMemberResponse };
  "group.remove_member": { request: GroupMemberRequest; response: GroupMemberResponse };
  "group.add_manager": { request: GroupMemberRequest; response: GroupRow };
  "group.remove_manager": { request: GroupMemberRequest; response: GroupRow };
  "group.add_parent": { request: GroupParentRequest; response: GroupRow };
  "group.remove_parent": { request: GroupParentRequest; response: GroupRow };
  "group.grant": { request: GroupPermissionRequest; response: GroupRow };
  "group.revoke": { request: GroupPermissionRequest; response: GroupRow };
  "permission.list": { request: Nothing; response: PermissionListResponse };
  "permission.add": { request: PermissionAddRequest; response: PermissionRow };
  "client.list": { request: Nothing; response: ClientListResponse };
  "client.show": { request: ClientRequest; response: ClientRow };
  "client.create": { request: ClientCreateRequest; response: ClientRow };
  "client.update": { request: ClientUpdateRequest; response: ClientRow };
  "client.rotate_secret": { request: ClientRequest; response: ClientRow };
  "client.delete": { request: ClientRequest; response: ClientRow };
  "client.presets": { request: Nothing; response: PresetListResponse };
  "client.config": { request: ConfigRequest; response: ConfigResponse };
  "client.export": { request: ConfigExportRequest; response: ConfigExportResponse };
  "client.test_config": { request: ConfigTestRequest; response: ConfigTestResponse };
  "token.preview": { request: TokenRequest; response: TokenPreviewResponse };
  "token.issue": { request: TokenRequest; response: TokenResponse };
  "token.refresh": { request: TokenRefreshRequest; response: TokenResponse };
  "token.activity": { request: TokenActivityRequest; response: TokenActivityResponse };
  "token.inspect": { request: TokenInspectRequest; response: TokenInspectResponse };
  "key.list": { request: Nothing; response: KeyListResponse };
  "key.rotate": { request: KeyRotateRequest; response: KeyRotateResponse };
  "key.move": { request: KeyMoveRequest; response: KeyMoveResponse };
  "audit.list": { request: AuditListRequest; response: AuditListResponse };
  "audit.targets": { request: AuditTargetsRequest; response: AuditTargetsResponse };
  "audit.verify": { request: Nothing; response: AuditVerifyResponse };
  "audit.head": { request: Nothing; response: AuditHeadResponse };
  "audit.check": { request: AuditCheckRequest; response: AuditCheckResponse };
  "audit.export": { request: AuditExportRequest; response: AuditExportResponse };
  "audit.keep": { request: AuditKeepRequest; response: AuditKeepResponse };
  "audit.prune": { request: AuditPruneRequest; response: AuditPruneResponse };
  "undo.preview": { request: UndoRequest; response: UndoPreview };
  "undo.apply": { request: UndoRequest; response: UndoResponse };
  "import.people": { request: ImportRequest; response: ImportResponse };
  "backup.create": { request: BackupCreateRequest; response: BackupCreateResponse };
  "backup.verify": { request: BackupVerifyRequest; response: BackupVerifyResponse };
  "backup.schedule": { request: BackupScheduleRequest; response: BackupStatusResponse };
  "backup.unschedule": { request: Nothing; response: BackupStatusResponse };
  "backup.status": { request: Nothing; response: BackupStatusResponse };
  "recovery_kit.create": { request: RecoveryKitRequest; response: RecoveryKitResponse };
  "clock.show": { request: Nothing; response: ClockResponse };
  "clock.accept": { request: Nothing; response: ClockResponse };
}

/** What is asked of the host, with request and response: it needs no open directory and no session. */
export interface HostCalls {
  "status": { request: Nothing; response: HomeStatus };
  "create_directory": { request: CreateDirectoryRequest; response: HomeStatus };
  "open_directory": { request: OpenDirectoryRequest; response: HomeStatus };
  "repair": { request: Nothing; response: RepairResponse };
  "restore": { request: RestoreRequest; response: RestoreResponse };
  "restore_key": { request: RestoreKeyRequest; response: HomeStatus };
  "sign_in": { request: HostSignInRequest; response: HomeStatus };
  "sign_out": { request: Nothing; response: HomeStatus };
  "whole_path": { request: WholePathRequest; response: WholePathResponse };
  "lock": { request: Nothing; response: HomeStatus };
  "jobs": { request: Nothing; response: JobListResponse };
  "cancel_job": { request: JobCancelRequest; response: JobListResponse };
  "stay_open": { request: Nothing; response: JobListResponse };
  "unlock": { request: UnlockRequest; response: HomeStatus };
}

/** Portreeve's own permissions: what operators can do here. */
export type OwnPermission =
  | "portreeve.view_user"
  | "portreeve.add_user"
  | "portreeve.change_user"
  | "portreeve.delete_user"
  | "portreeve.view_group"
  | "portreeve.add_group"
  | "portreeve.change_group"
  | "portreeve.delete_group"
  | "portreeve.view_client"
  | "portreeve.add_client"
  | "portreeve.change_client"
  | "portreeve.delete_client"
  | "portreeve.export_client"
  | "portreeve.issue_token"
  | "portreeve.view_session"
  | "portreeve.delete_session"
  | "portreeve.import_directory"
  | "portreeve.view_audit"
  | "portreeve.export_audit"
  | "portreeve.prune_audit";

/** The words for each. */
export const OWN_LABELS: Record<OwnPermission, string> = {
  "portreeve.view_user": "Can view people",
  "portreeve.add_user": "Can add people",
  "portreeve.change_user": "Can change people and set passwords",
  "portreeve.delete_user": "Can delete and restore people",
  "portreeve.view_group": "Can view groups and permissions",
  "portreeve.add_group": "Can add groups",
  "portreeve.change_group": "Can change groups, members and grants",
  "portreeve.delete_group": "Can delete groups",
  "portreeve.view_client": "Can view local apps",
  "portreeve.add_client": "Can add local apps",
  "portreeve.change_client": "Can change local apps",
  "portreeve.delete_client": "Can delete local apps",
  "portreeve.export_client": "Can export token configs",
  "portreeve.issue_token": "Can issue tokens for people",
  "portreeve.view_session": "Can view sessions",
  "portreeve.delete_session": "Can end sessions",
  "portreeve.import_directory": "Can import people and groups",
  "portreeve.view_audit": "Can view the audit trail",
  "portreeve.export_audit": "Can export the audit trail",
  "portreeve.prune_audit": "Can remove old events from the audit trail",
};

/** What each command takes beside being signed in. */
export const COMMAND_NEEDS: Record<keyof Commands, OwnPermission | "superuser" | null> = {
  "directory.show": null,
  "directory.doctor": "superuser",
  "overview.show": null,
  "session.sign_in": null,
  "session.sign_out": null,
  "session.greeting": null,
  "session.confirm": null,
  "session.me": null,
  "session.list": "portreeve.view_session",
  "session.revoke": "portreeve.delete_session",
  "account.show": null,
  "account.sessions": null,
  "account.end_session": null,
  "user.list": "portreeve.view_user",
  "user.export": "portreeve.view_user",
  "user.show": "portreeve.view_user",
  "user.create": "portreeve.add_user",
  "user.update": "portreeve.change_user",
  "user.disable": "portreeve.change_user",
  "user.enable": "portreeve.change_user",
  "user.delete": "portreeve.delete_user",
  "user.restore": "portreeve.delete_user",
  "user.set_password": null,
  "user.check_password": "portreeve.change_user",
  "user.grant": "portreeve.change_user",
  "user.revoke": "portreeve.change_user",
  "user.change_many": null,
  "group.list": "portreeve.view_group",
  "group.show": "portreeve.view_group",
  "group.create": "portreeve.add_group",
  "group.rename": "portreeve.change_group",
  "group.delete": "portreeve.delete_group",
  "group.add_member": "portreeve.change_group",
  "group.remove_member": "portreeve.change_group",
  "group.add_manager": "portreeve.change_group",
  "group.remove_manager": "portreeve.change_group",
  "group.add_parent": "portreeve.change_group",
  "group.remove_parent": "portreeve.change_group",
  "group.grant": "portreeve.change_group",
  "group.revoke": "portreeve.change_group",
  "permission.list": "portreeve.view_group",
  "permission.add": "portreeve.change_group",
  "client.list": "portreeve.view_client",
  "client.show": "portreeve.view_client",
  "client.create": "portreeve.add_client",
  "client.update": "portreeve.change_client",
  "client.rotate_secret": "portreeve.change_client",
  "client.delete": "portreeve.delete_client",
  "client.presets": null,
  "client.config": "portreeve.view_client",
  "client.export": "portreeve.export_client",
  "client.test_config": "portreeve.export_client",
  "token.preview": "portreeve.view_user",
  "token.issue": "portreeve.issue_token",
  "token.refresh": null,
  "token.activity": "portreeve.view_session",
  "token.inspect": null,
  "key.list": null,
  "key.rotate": "superuser",
  "key.move": "superuser",
  "audit.list": "portreeve.view_audit",
  "audit.targets": "portreeve.view_audit",
  "audit.verify": "portreeve.view_audit",
  "audit.head": "portreeve.view_audit",
  "audit.check": "portreeve.view_audit",
  "audit.export": "portreeve.export_audit",
  "audit.keep": "portreeve.prune_audit",
  "audit.prune": "portreeve.prune_audit",
  "undo.preview": null,
  "undo.apply": null,
  "import.people": "portreeve.import_directory",
  "backup.create": "superuser",
  "backup.verify": "superuser",
  "backup.schedule": "superuser",
  "backup.unschedule": "superuser",
  "backup.status": null,
  "recovery_kit.create": "superuser",
  "clock.show": null,
  "clock.accept": "superuser",
};

/** Every kind of record. */
export const RECORD_KINDS = [
  "profile",
  "revision",
  "user",
  "last_sign_in",
  "login_name",
  "credential",
  "costliest_hash",
  "guesses",
  "group",
  "group_name",
  "permission",
  "client",
  "client_name",
  "client_secret",
  "signing_key",
  "session",
  "session_token",
  "token_family",
  "belonging",
  "token_use",
  "event",
  "further_targets",
  "audit_head",
  "undo",
  "clock_mark",
  "backup_schedule",
  "backup_made",
  "backup_rehearsed",
  "kit_made",
  "config_exports",
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** The kinds of records that the answer of a command depends on. What is not listed can depend on anything. */
export const COMMAND_READS: Partial<Record<keyof Commands, readonly RecordKind[]>> = {
  "session.me": ["user", "last_sign_in", "group"],
  "session.list": ["user", "group", "client", "session", "token_family"],
  "account.show": ["user", "last_sign_in", "credential", "group", "permission", "client", "session", "token_family"],
  "account.sessions": ["user", "group", "client", "session", "token_family"],
  "user.list": ["user", "last_sign_in", "group"],
  "user.show": ["user", "last_sign_in", "credential", "group", "permission", "client", "session", "token_family"],
  "group.list": ["user", "group"],
  "group.show": ["user", "group"],
  "permission.list": ["user", "group", "permission"],
  "client.list": ["profile", "user", "group", "client", "client_secret", "signing_key", "config_exports"],
  "client.show": ["profile", "user", "group", "client", "client_secret", "signing_key", "config_exports"],
  "client.presets": ["user", "group"],
  "client.config": ["profile", "user", "group", "client", "signing_key"],
  "token.preview": ["profile", "user", "group", "client", "signing_key"],
  "token.activity": ["user", "group", "client", "token_use"],
  "key.list": ["signing_key"],
  "audit.list": ["user", "group", "event"],
  "audit.head": ["user", "group", "event"],
};

/** Commands that say how far they are, and can be cancelled. */
export const JOBS: readonly (keyof Commands)[] = [
  "directory.doctor",
  "user.change_many",
  "audit.verify",
  "audit.check",
  "audit.prune",
  "import.people",
  "backup.create",
  "backup.verify",
  "backup.schedule",
];
