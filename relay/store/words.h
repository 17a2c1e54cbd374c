#pragma once
// Content rows: names, addresses, bodies, media. Erasing a person deletes rows here; the log stays whole.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/inbox/content.h"
#include "relay/store/statement.h"

namespace tributary::store {

class WordRows {
 public:
  explicit WordRows(Database&);
  // Replaces the row of the same key; `text` is the content as core/wire writes it.
  void put(const Content&, std::string_view text);
  std::vector<std::string> texts_of_message(MessageId);
  // The stored text of the row that `like` names by its id (and index); the rest of `like` is not looked at.
  std::optional<std::string> text_like(const Content& like);
  // The same, read.
  template <class Row>
  std::optional<Row> row_like(const Row& like) {
    const std::optional<Content> found = content_like(like);
    const Row* row = found ? std::get_if<Row>(&*found) : nullptr;
    return row ? std::optional<Row>(*row) : std::nullopt;
  }

 private:
  std::optional<Content> content_like(const Content&);
  Statement put_, of_id_, one_;
  std::string body_kind_, media_kind_, template_kind_;
};

}  // namespace tributary::store
