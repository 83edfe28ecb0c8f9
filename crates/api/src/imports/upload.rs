use std::{fs::Permissions, io, os::unix::fs::PermissionsExt as _, path::Path};

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::{HttpRequest, http::header, web::Payload};
use app::imports::InputFile;
use futures::StreamExt as _;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;

use crate::{ApiError, ApiResult, State};

const MAPPING_BYTES: usize = 1024 * 1024;
const MOST_FILES: usize = 100;

/// What came in an upload. Its files lie in a folder of their own, which goes with it.
#[derive(Debug)]
pub(super) struct Upload {
    pub mapping: String,
    pub files: Vec<InputFile>,
    folder: TempDir,
}

/// Reads a multipart body: one part `mapping`, and a part `file` per CSV file, in any order. Files go to disk as they
/// come; none is ever whole in memory.
pub(super) async fn receive(request: &HttpRequest, payload: Payload, state: &State) -> ApiResult<Upload> {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !content_type.to_ascii_lowercase().starts_with("multipart/form-data") {
        return Err(ApiError::UnsupportedMediaType("Send the files as Content-Type: multipart/form-data.".to_owned()));
    }
    let folder = own_folder(&state.settings.upload_folder).map_err(|error| ApiError::internal(error.to_string()))?;
    let mut upload = Upload { mapping: String::new(), files: Vec::new(), folder };
    let mut room = state.settings.upload_limit_bytes;
    let mut body = Multipart::new(request.headers(), payload);
    while let Some(field) = body.next().await {
        let field = field.map_err(|error| broken(&error))?;
        match field.name() {
            Some("mapping") => {
                let bytes = read_mapping(field).await?;
                upload.mapping = String::from_utf8(bytes)
                    .map_err(|_| ApiError::malformed("mapping", "bad-utf8", "The mapping is not UTF-8."))?;
            }
            Some("file") => {
                let file = receive_file(field, &upload, &mut room, state.settings.upload_limit_bytes).await?;
                upload.files.push(file);
            }
            other => {
                let name = other.unwrap_or_default().to_owned();
                return Err(ApiError::malformed(name, "unknown-field", "Send the parts mapping and file only."));
            }
        }
    }
    if upload.mapping.is_empty() {
        return Err(ApiError::malformed("mapping", "missing-field", "The part mapping is missing."));
    }
    if upload.files.is_empty() {
        return Err(ApiError::malformed("file", "missing-field", "There is no part file."));
    }
    Ok(upload)
}

/// A folder nobody else has and nobody else may enter. Its name is the operating system's randomness, never one of our
/// ids: several servers share the folder above it.
fn own_folder(inside: &Path) -> io::Result<TempDir> {
    std::fs::create_dir_all(inside)?;
    tempfile::Builder::new().prefix("steward-upload-").permissions(Permissions::from_mode(0o700)).tempdir_in(inside)
}

async fn read_mapping(mut field: Field) -> ApiResult<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(|error| broken(&error))?;
        if bytes.len() + chunk.len() > MAPPING_BYTES {
            return Err(ApiError::TooLarge { limit: MAPPING_BYTES });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn receive_file(mut field: Field, upload: &Upload, room: &mut u64, limit: u64) -> ApiResult<InputFile> {
    // The name only tells the mapping which file it is; it never becomes a path.
    let name = field
        .content_disposition()
        .and_then(|disposition| disposition.get_filename())
        .and_then(|name| name.rsplit(['/', '\\']).next())
        .unwrap_or_default()
        .to_owned();
    if name.is_empty() || name.contains('\0') {
        return Err(ApiError::malformed("file", "missing-name", "A part file has no file name."));
    }
    if upload.files.iter().any(|file| file.name == name) {
        return Err(ApiError::malformed("file", "duplicate-field", format!("{name} was sent twice.")));
    }
    if upload.files.len() >= MOST_FILES {
        return Err(ApiError::malformed("file", "too-many", format!("Send at most {MOST_FILES} files at once.")));
    }
    let path = upload.folder.path().join(format!("{}.csv", upload.files.len()));
    let internal = |error: std::io::Error| ApiError::internal(error.to_string());
    let mut file = tokio::fs::File::create(&path).await.map_err(internal)?;
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(|error| broken(&error))?;
        *room = room
            .checked_sub(chunk.len() as u64)
            .ok_or(ApiError::TooLarge { limit: usize::try_from(limit).unwrap_or(usize::MAX) })?;
        file.write_all(&chunk).await.map_err(internal)?;
    }
    file.flush().await.map_err(internal)?;
    Ok(InputFile { name, path })
}

fn broken(error: &MultipartError) -> ApiError {
    ApiError::malformed("", "bad-multipart", format!("The multipart body cannot be read: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_upload_has_a_closed_folder_of_its_own_that_goes_with_it() {
        let shared = tempfile::tempdir().unwrap();
        let inside = shared.path().join("uploads");
        let (one, other) = (own_folder(&inside).unwrap(), own_folder(&inside).unwrap());
        assert_ne!(one.path(), other.path());
        let mode = std::fs::metadata(one.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        std::fs::write(one.path().join("0.csv"), "a").unwrap();
        std::fs::write(other.path().join("0.csv"), "b").unwrap();
        drop(one);
        assert_eq!(std::fs::read_to_string(other.path().join("0.csv")).unwrap(), "b");
        drop(other);
        assert_eq!(std::fs::read_dir(&inside).unwrap().count(), 0);
    }
}
