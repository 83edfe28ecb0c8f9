use crate::closed_list::closed_list;

closed_list! {
    /// What was done, as the audit log says it.
    AuditAction {
        /// Data was shown.
        Read = "READ",
        /// Something was made.
        Create = "CREATE",
        /// Something was changed.
        Update = "UPDATE",
        /// Something was removed.
        Delete = "DELETE",
        /// Someone signed in.
        Login = "LOGIN",
        /// Someone signed out.
        Logout = "LOGOUT",
        /// Someone tried to sign in.
        LoginFailed = "LOGIN_FAILED",
        /// A command or job ran.
        Run = "RUN",
    }
}
