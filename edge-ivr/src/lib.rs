//! The Worker: HTTP routes and Durable Objects around the core.
//!
//! | route | for whom |
//! |---|---|
//! | `GET /v1/health` | everybody |
//! | `POST /v1/voice/{site}/{provider}` | the provider, signed: a call's turn ([`voice`], entered from `entry.js`) |
//! | `POST /v1/voice/{site}/{provider}/status` | the provider, signed: a call ended |
//! | `GET /v1/sites/{site}/widget`, `…/queues/{queue}/wait` | visitors, from the site's origins |
//! | `POST /v1/sites/{site}/callbacks/check`, `…/callbacks`, `…/deflections`, `…/feedback` | visitors |
//! | `GET`, `PATCH`, `DELETE /v1/callbacks/{token}` | whoever has the signed link |
//! | `PUT /v1/sites/{site}/queues/{queue}/snapshot`, `…/queues`, `POST …/contacts` | role `acd` |
//! | `GET /v1/sites/{site}/callbacks`, `POST …/callbacks/{id}/outcome` | roles `operator`, `acd` |
//! | `GET`, `POST /v1/sites/{site}/bundles`, `GET …/bundles/{version}`, `POST …/bundles/{version}/activate` | role `marketing` |
//! | `DELETE …/bundles/{version}/activate`, `POST …/bundles/{version}/approve`, `GET …/history` | role `marketing` |
//! | `GET /v1/sites/{site}/qa/feedback`, `…/qa/summary` | role `quality` |
//! | `GET`, `POST /v1/sites/{site}/tokens`, `DELETE …/tokens/{id}` | role `admin` |
//! | `GET /widget/v1/…`, `/audio/…` | everybody: static files |
//!
//! The table itself is [`route::ROUTES`]; the role `admin` may do everything. There are no cookies and no ambient
//! credentials, so that nothing here can be asked for behind a visitor's back.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests may fail loudly"
    )
)]

mod acceptance;
mod auth;
mod cache;
mod clock;
mod cors;
mod csv;
#[cfg(feature = "drill")]
mod drill;
pub mod durable;
mod embedded;
mod hash;
mod http;
mod limit;
mod log;
mod outbox;
mod problem;
mod random;
mod route;
mod settings;
mod sink;
mod store;
mod visit;
pub mod voice;

use http::Reply;
use problem::Refusal;
use route::{Access, Endpoint, Found, Route};
use visit::Visit;
use worker::{Context, Env, Request, Response, Result, event};

/// Answers everything but call turns.
///
/// # Errors
/// None that a caller sees: every failure is a problem document.
#[event(fetch)]
pub async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    let head = request.inner().method() == "HEAD";
    let reply = answer(request, env).await.unwrap_or_else(Refusal::reply);
    reply.into_response(head)
}

async fn answer(request: Request, env: Env) -> std::result::Result<Reply, Refusal> {
    let method = request.inner().method();
    let path = request.url()?.path().to_owned();
    #[cfg(feature = "drill")]
    drill::panic_if_asked(request.inner().url().as_str());
    if path.starts_with("/widget/") || path.starts_with("/audio/") {
        return route::assets::serve(&env, &method, &path, &request).await;
    }
    match route::find(&method, &path) {
        Found::Route(route, params) => dispatch(route, Visit::new(request, env, params)?).await,
        Found::OtherMethod(access, params, methods) if method == "OPTIONS" => {
            let visit = Visit::new(request, env, params)?;
            let allowed = match access {
                Access::Visitor | Access::Link => visit.check_origin(access).await?,
                Access::Anybody | Access::Staff(_) | Access::Provider => {
                    return Err(Refusal::method(&methods));
                }
            };
            Ok(cors::preflight(&allowed, &methods))
        }
        Found::OtherMethod(_, _, methods) => Err(Refusal::method(&methods)),
        Found::Nothing => Err(Refusal::not_found(
            "No route has this path. The routes are listed in docs/openapi.json.",
        )),
    }
}

/// Checks who asks before any work, then does what the route does.
async fn dispatch(route: &Route, mut visit: Visit) -> std::result::Result<Reply, Refusal> {
    match route.access {
        Access::Anybody | Access::Provider => call(route.endpoint, visit).await,
        Access::Visitor | Access::Link => {
            let allowed = visit.check_origin(route.access).await?;
            let reply = call(route.endpoint, visit).await;
            // The page may read refusals too.
            Ok(cors::allow(reply.unwrap_or_else(Refusal::reply), &allowed))
        }
        Access::Staff(roles) => {
            visit.check_role(roles).await?;
            call(route.endpoint, visit).await
        }
    }
}

async fn call(endpoint: Endpoint, visit: Visit) -> std::result::Result<Reply, Refusal> {
    match endpoint {
        Endpoint::Health => route::health::show(&visit).await,
        Endpoint::Voice => voice::unknown(&visit).await,
        Endpoint::VoiceStatus => route::status::take(visit).await,
        Endpoint::Widget => route::widget::show(&visit).await,
        Endpoint::Wait => route::wait::show(&visit).await,
        Endpoint::CheckCallback => route::callbacks::check(visit).await,
        Endpoint::RequestCallback => route::callbacks::request(visit).await,
        Endpoint::ListCallbacks => route::callbacks::list(&visit).await,
        Endpoint::CallbackOutcome => route::callbacks::outcome(visit).await,
        Endpoint::ShowCallback => route::callbacks::show(&visit).await,
        Endpoint::MoveCallback => route::callbacks::move_to(visit).await,
        Endpoint::CancelCallback => route::callbacks::cancel(&visit).await,
        Endpoint::Deflections => route::deflections::take(visit).await,
        Endpoint::Feedback => route::feedback::take(visit).await,
        Endpoint::Snapshot => route::queues::take_one(visit).await,
        Endpoint::Queues => route::queues::take_all(visit).await,
        Endpoint::Contacts => route::contacts::take(visit).await,
        Endpoint::ListBundles => route::bundles::list(&visit).await,
        Endpoint::Publish => route::bundles::publish(visit).await,
        Endpoint::ShowBundle => route::bundles::show(&visit).await,
        Endpoint::Activate => route::bundles::activate(visit).await,
        Endpoint::Withdraw => route::bundles::withdraw(&visit).await,
        Endpoint::Approve => route::bundles::approve(&visit).await,
        Endpoint::History => route::bundles::history(&visit).await,
        Endpoint::ListTokens => route::tokens::list(&visit).await,
        Endpoint::MakeToken => route::tokens::make(visit).await,
        Endpoint::DropToken => route::tokens::drop(&visit).await,
        Endpoint::QaFeedback => route::qa::feedback(&visit).await,
        Endpoint::QaSummary => route::qa::summary(&visit).await,
    }
}
