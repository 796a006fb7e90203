//! OpenAPI 3.1 from [`ROUTES`] and the shapes in [`crate::api`].

use crate::{
    api::{self, ROUTES, Route, Who},
    bundle::BundleSource,
    queue::QueueSnapshot,
};
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// The description of the HTTP API.
#[must_use]
pub fn openapi() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    let mut generator = settings.into_generator();
    for add in SHAPES {
        add(&mut generator);
    }
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(methods) = path.as_object_mut() {
            methods.insert(route.method.to_lowercase(), operation(route));
        }
    }
    let mut schemas = generator.take_definitions(true);
    schemas.insert("object".to_owned(), json!({ "type": "object" }));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Ringback",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The front door of a contact centre. Times are RFC 3339, durations seconds, errors RFC 9457.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "staff": { "type": "http", "scheme": "bearer", "description": "A staff token with a role." },
            },
        },
    })
}

fn operation(route: &Route) -> Value {
    let mut operation = json!({
        "operationId": operation_id(route),
        "summary": route.summary,
        "parameters": parameters(route),
        "responses": {
            route.status.to_string(): success(route),
            "default": {
                "description": "What is wrong and how to mend it.",
                "content": { "application/problem+json": { "schema": reference("ApiProblem") } },
            },
        },
        "security": match route.who {
            Who::Staff(_) => json!([{ "staff": [] }]),
            Who::Anybody | Who::Visitor | Who::Link | Who::Provider => json!([]),
        },
        "description": match route.who {
            Who::Anybody => "For everybody.".to_owned(),
            Who::Visitor => "For visitors, from the site's own origins.".to_owned(),
            Who::Link => "For whoever holds the signed link.".to_owned(),
            Who::Provider => "For the telephony provider, by its signature.".to_owned(),
            Who::Staff([]) => "For staff with the role admin.".to_owned(),
            Who::Staff(roles) => format!("For staff with the role {} or admin.", roles.join(", ")),
        },
    });
    if !route.takes.is_empty()
        && let Some(operation) = operation.as_object_mut()
    {
        let body = json!({
            "required": route.takes != "ActivateRequest",
            "content": { "application/json": { "schema": reference(route.takes) } },
        });
        operation.insert("requestBody".to_owned(), body);
    }
    operation
}

fn success(route: &Route) -> Value {
    if route.gives.is_empty() {
        return json!({ "description": "Done." });
    }
    json!({
        "description": "Done.",
        "content": { "application/json": { "schema": reference(route.gives) } },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// `post_sites_site_callbacks_check`.
fn operation_id(route: &Route) -> String {
    let path = route.path.trim_start_matches("/v1/");
    let words = path.split(['/', '{', '}']).filter(|word| !word.is_empty());
    std::iter::once(route.method.to_lowercase().as_str())
        .chain(words)
        .collect::<Vec<_>>()
        .join("_")
}

fn parameters(route: &Route) -> Vec<Value> {
    let text = json!({ "type": "string" });
    let in_path = route
        .path
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": text }));
    let takes_key = matches!(route.takes, "CallbackRequest" | "FeedbackRequest")
        && !route.path.ends_with("/check");
    let key = takes_key.then(|| {
        json!({
            "name": "Idempotency-Key", "in": "header", "schema": text,
            "description": "The same key asks once, however often it is sent.",
        })
    });
    let locale = matches!(route.gives, "WaitResponse" | "WidgetResponse").then(|| {
        json!({
            "name": "locale", "in": "query", "schema": text,
            "description": "The language of the answer, BCP 47.",
        })
    });
    let replaces = route.method == "POST" && route.gives == "BundleAccepted";
    let seen = replaces.then(|| {
        json!({
            "name": "If-Match", "in": "header", "schema": text,
            "description": "The version that the asker saw serving, as an ETag, or `*`. Needed where a version serves and another is to replace it.",
        })
    });
    let query: &[(&str, &str)] = match (route.method, route.path) {
        ("POST", "/v1/sites/{site}/bundles") => &[
            ("activate", "`true`: activate the files as well."),
            (
                "activate_at",
                "Activate them at this moment: `2026-12-31 23:50` in the site's time zone, with a place after it, or RFC 3339.",
            ),
        ],
        ("GET", "/v1/sites/{site}/history") => &[
            ("before", "The cursor of the page before."),
            ("limit", "How many entries, 1 to 200."),
        ],
        _ => &[],
    };
    let query = query.iter().map(|(name, description)| {
        json!({ "name": name, "in": "query", "schema": text, "description": description })
    });
    in_path
        .chain(key)
        .chain(locale)
        .chain(seen)
        .chain(query)
        .collect()
}

fn shape<T: JsonSchema>(generator: &mut SchemaGenerator) {
    generator.subschema_for::<T>();
}

/// The shapes that routes take and give.
const SHAPES: &[fn(&mut SchemaGenerator)] = &[
    shape::<api::ApiProblem>,
    shape::<api::Health>,
    shape::<api::WidgetResponse>,
    shape::<api::WaitResponse>,
    shape::<api::CallbackRequest>,
    shape::<api::CallbackCheckResponse>,
    shape::<api::CallbackResponse>,
    shape::<api::CallbackChange>,
    shape::<api::DeflectionReport>,
    shape::<api::FeedbackRequest>,
    shape::<api::Accepted>,
    shape::<api::SnapshotAccepted>,
    shape::<api::QueuesRequest>,
    shape::<api::ContactRequest>,
    shape::<api::InvitationResponse>,
    shape::<api::QaPage>,
    shape::<api::BundleList>,
    shape::<api::ActivateRequest>,
    shape::<api::BundleAccepted>,
    shape::<api::PublicationHistory>,
    shape::<BundleSource>,
    shape::<QueueSnapshot>,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_in_the_description_leads_to_a_shape() {
        let description = openapi();
        let text = description.to_string();
        let names = text.split("\"#/components/schemas/").skip(1);
        for name in names.map(|rest| rest.split('"').next().unwrap()) {
            assert!(
                description["components"]["schemas"].get(name).is_some(),
                "{name}"
            );
        }
    }

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let mut names: Vec<String> = ROUTES.iter().map(operation_id).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), ROUTES.len());
    }
}
