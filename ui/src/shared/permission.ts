/** "Can approve invoice" reads "approve invoice" after "may". */
export function permissionSentence(label: string): string {
  return label.replace(/^Can /, "");
}

/** Portreeve's own permissions that the window asks about. */
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
