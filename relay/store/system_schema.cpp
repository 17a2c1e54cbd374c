#include "relay/store/schema.h"

namespace tributary::store {
namespace {

constexpr const char* first = R"(
CREATE TABLE tenants(
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE users(
  id BLOB PRIMARY KEY NOT NULL,
  tenant TEXT NOT NULL REFERENCES tenants(id),
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  role INTEGER NOT NULL,
  active INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX users_of_tenant ON users(tenant);

CREATE TABLE sessions(
  hash TEXT PRIMARY KEY,
  user BLOB NOT NULL REFERENCES users(id),
  tenant TEXT NOT NULL,
  created INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  user_version INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_of_user ON sessions(user);

CREATE TABLE links(
  hash TEXT PRIMARY KEY,
  user BLOB NOT NULL REFERENCES users(id),
  expires INTEGER NOT NULL
) STRICT;

CREATE TABLE tokens(
  id BLOB PRIMARY KEY NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL REFERENCES tenants(id),
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  revoked INTEGER NOT NULL,
  creator BLOB REFERENCES users(id)
) STRICT;
CREATE INDEX tokens_of_tenant ON tokens(tenant);
)";

}  // namespace

const Schema& system_schema() {
  static const Schema schema{0x54524953, {first}};  // "TRIS"
  return schema;
}

}  // namespace tributary::store
