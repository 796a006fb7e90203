//! Storage on this device, for answers that could not be sent yet. Pages may block it: then nothing is kept.

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What was kept under a key.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Keeps a text; false where that is not possible.
pub fn set(key: &str, text: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

/// Forgets a text.
pub fn remove(key: &str) {
    if let Some(storage) = local() {
        // Where storage is blocked nothing was kept.
        let _ = storage.remove_item(key);
    }
}
