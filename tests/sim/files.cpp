#include "tests/sim/files.h"

namespace tributary::sim {
namespace {

constexpr std::uint64_t uploads = 12, uploads_high = 8, picture_content = 100;

}  // namespace

std::optional<Files::Kept> Files::upload(UploadId id) {
  return id.high == uploads_high && id.low >= 1 && id.low <= uploads ? of_content(id.low) : std::nullopt;
}

Files::Kept Files::picture() { return {"image/jpeg", "", 1234, picture_content}; }

std::optional<Files::Kept> Files::of_content(std::uint64_t content) {
  if (content == picture_content) return picture();
  if (content < 1 || content > uploads) return {};
  const char* const types[] = {"image/png", "application/pdf", "video/mp4", "text/html"};
  return Kept{types[content % 4], "file " + std::to_string(content), static_cast<std::int64_t>(content) * 400'000, content};
}

std::optional<Files::Kept> Files::held(const Attachment& file) const {
  if (file.upload) return upload(file.upload);
  const Kept* known = find(file.of, file.index);
  return known ? std::optional<Kept>(*known) : std::nullopt;
}

bool Files::complete(Attachments& files) const {
  for (Attachment& file : files) {
    const auto known = held(file);
    if (!known) return false;
    file.type = known->type;
    file.name = known->name;
    file.bytes = known->bytes;
  }
  return true;
}

void Files::go_with(MessageId message, const Attachments& files) {
  for (std::uint32_t at = 0; at < files.size(); ++at)
    if (const auto known = held(files[at])) keep(message, at, *known);
}

void Files::keep(MessageId message, std::uint32_t index, const Kept& file) { turn_[{message, index}] = file; }

const Files::Kept* Files::find(MessageId message, std::uint32_t index) const {
  for (const auto* part : {&turn_, &kept_})
    if (const auto it = part->find({message, index}); it != part->end()) return &it->second;
  return nullptr;
}

void Files::commit() {
  for (auto& [key, file] : turn_) kept_[key] = std::move(file);
  turn_.clear();
}

}  // namespace tributary::sim
