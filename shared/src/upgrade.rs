//! Older versions of the file formats, read as the current one.
//!
//! A file says its `version`. What is older is brought forward step by step, one function a version, on the tree of its
//! text: every word keeps its place, so that problems still point at what the author wrote. The author is told, and
//! `ringback fmt` writes the new form. A part that others use has no version: it is written in the current one.

use crate::{
    bundle::FileKind,
    json::{Kind, Object, Span, Value},
};

/// The version that is written today.
pub const CURRENT: u32 = 1;

/// From each version to the one after it; the first is from version 0.
const STEPS: [fn(FileKind, &mut Object); 1] = [from_0];

/// Brings a file forward. The version that it says, and where, if that is an older one.
pub(crate) fn upgrade(kind: FileKind, root: &mut Value) -> Option<(u32, Span)> {
    let Kind::Object(object) = &mut root.kind else {
        return None;
    };
    let version = &mut object.entry_mut("version")?.value;
    let Kind::Int(said) = version.kind else {
        return None;
    };
    let said = u32::try_from(said).ok().filter(|said| *said < CURRENT)?;
    version.kind = Kind::Int(i64::from(CURRENT));
    let span = version.span;
    let done = usize::try_from(said).ok()?;
    for step in STEPS.iter().skip(done) {
        step(kind, object);
    }
    Some((said, span))
}

/// Before the first release, a menu had `nodes` of a `type`, and what came `next`.
fn from_0(kind: FileKind, root: &mut Object) {
    if kind != FileKind::Menu {
        return;
    }
    root.rename("nodes", "steps");
    for_each_block(root, "steps", |step| {
        step.rename("type", "do");
        step.rename("next", "go_to");
        for_each_block(step, "keys", |option| option.rename("next", "go_to"));
    });
}

/// Changes every block in the block of this name.
fn for_each_block(object: &mut Object, name: &str, mut change: impl FnMut(&mut Object)) {
    let Some(Kind::Object(blocks)) = object.entry_mut(name).map(|entry| &mut entry.value.kind)
    else {
        return;
    };
    for entry in blocks.values_mut() {
        if let Kind::Object(block) = &mut entry.value.kind {
            change(block);
        }
    }
}
