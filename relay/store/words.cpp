#include "relay/store/words.h"

#include "core/base/assert.h"
#include "core/wire/json.h"
#include "relay/store/database.h"

namespace tributary::store {
namespace {

constexpr const char* put_sql =
    "INSERT INTO content(id, kind, part, body) VALUES(?, ?, ?, ?) "
    "ON CONFLICT(id, kind, part) DO UPDATE SET body = excluded.body";
constexpr const char* of_id_sql = "SELECT kind, body FROM content WHERE id = ? ORDER BY kind, part";
constexpr const char* one_sql = "SELECT body FROM content WHERE id = ? AND kind = ? AND part = ?";

}  // namespace

WordRows::WordRows(Database& database)
    : put_(database, put_sql),
      of_id_(database, of_id_sql),
      one_(database, one_sql),
      body_kind_(wire::key_of(MessageBody{}).kind),
      media_kind_(wire::key_of(MediaItem{}).kind),
      template_kind_(wire::key_of(TemplateUse{}).kind) {}

void WordRows::put(const Content& content, std::string_view text) {
  const wire::ContentKey key = wire::key_of(content);
  Use use(put_);
  use.bind_id(key.high, key.low).bind(std::string_view(key.kind)).bind(std::int64_t{key.part}).bind(text);
  const bool stored = use.insert();
  TRIBUTARY_CHECK(stored);  // words without an id would be found by nobody
}

std::vector<std::string> WordRows::texts_of_message(MessageId message) {
  std::vector<std::string> bodies, media;
  Use use(of_id_);
  use.bind(message);
  while (use.row()) {
    const std::string kind = use.text(0);
    if (kind == body_kind_) bodies.push_back(use.text(1));
    if (kind == media_kind_ || kind == template_kind_) media.push_back(use.text(1));
  }
  bodies.insert(bodies.end(), media.begin(), media.end());
  return bodies;
}

std::optional<std::string> WordRows::text_like(const Content& like) {
  const wire::ContentKey key = wire::key_of(like);
  Use use(one_);
  use.bind_id(key.high, key.low).bind(std::string_view(key.kind)).bind(std::int64_t{key.part});
  if (!use.row()) return {};
  return use.text(0);
}

std::optional<Content> WordRows::content_like(const Content& like) {
  const std::optional<std::string> text = text_like(like);
  return text ? wire::parse_content(*text) : std::nullopt;
}

}  // namespace tributary::store
