use api_types::problem::{ProblemCode, ProblemDetails};

/// Why a call brought nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum ApiError {
    /// The server said what is wrong.
    Problem { problem: Box<ProblemDetails>, retry_after_seconds: Option<u64> },
    /// Nobody answered.
    Unreachable,
    /// Something answered that is not our server, or not in its words.
    Unreadable { status: u16, request_id: Option<String> },
    /// We no longer wanted to know.
    Aborted,
}

impl ApiError {
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem { problem, .. } => Some(problem.code),
            _ => None,
        }
    }

    pub fn title(&self) -> String {
        match self {
            Self::Problem { problem, .. } => problem.title.clone(),
            Self::Unreachable => "The server does not answer".to_owned(),
            Self::Unreadable { .. } => "The answer could not be read".to_owned(),
            Self::Aborted => "Cancelled".to_owned(),
        }
    }

    pub fn detail(&self) -> String {
        match self {
            Self::Problem { problem, retry_after_seconds: Some(seconds) } => {
                format!("{} Try again in {}.", problem.detail, wait(*seconds))
            }
            Self::Problem { problem, .. } => problem.detail.clone(),
            Self::Unreachable => "Check the connection, then try again.".to_owned(),
            Self::Unreadable { status, .. } => {
                format!("The server answered with status {status}. Reload the page; it may have been updated.")
            }
            Self::Aborted => String::new(),
        }
    }

    pub fn request_id(&self) -> Option<String> {
        match self {
            Self::Problem { problem, .. } => Some(problem.request_id.clone()).filter(|id| !id.is_empty()),
            Self::Unreadable { request_id, .. } => request_id.clone(),
            Self::Unreachable | Self::Aborted => None,
        }
    }

    /// What is wrong with one field of the body, by its JSON pointer, or with a part or parameter, by its name.
    pub fn field(&self, pointer: &str) -> Option<String> {
        match self {
            Self::Problem { problem, .. } => {
                let wanted = pointer.trim_start_matches('/');
                let found = problem.errors.iter().find(|field| field.pointer.trim_start_matches('/') == wanted);
                found.map(|field| field.message.clone())
            }
            _ => None,
        }
    }
}

fn wait(seconds: u64) -> String {
    match seconds {
        0 | 1 => "a second".to_owned(),
        s if s < 120 => format!("{s} seconds"),
        s => format!("{} minutes", s.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_when_to_try_again() {
        let problem = ProblemDetails {
            kind: "about:blank".to_owned(),
            title: "Too many failed sign-ins".to_owned(),
            status: 429,
            detail: "This account is locked for a while.".to_owned(),
            instance: "/auth/login".to_owned(),
            code: ProblemCode::RateLimited,
            request_id: "r1".to_owned(),
            errors: Vec::new(),
        };
        let error = ApiError::Problem { problem: Box::new(problem), retry_after_seconds: Some(42) };
        assert_eq!(error.detail(), "This account is locked for a while. Try again in 42 seconds.");
        assert_eq!(error.request_id().as_deref(), Some("r1"));
        assert_eq!(wait(121), "3 minutes");
    }
}
