#include "relay/host/outgoing_files.h"

#include "core/base/id_text.h"
#include "relay/http/message.h"

namespace tributary::host {

namespace {

std::string signature_of(const store::Keys& keys, std::string_view tenant, MessageId message, std::uint32_t index, Instant until) {
  std::uint64_t high = 0, low = 0;
  keys.keyed(tenant, "media link", to_text(message) + "|" + std::to_string(index) + "|" + std::to_string(until.ms), high, low);
  return base32(high, low);
}

// An upload is forgotten when it is a day old (file_collector.h); what a message carried stays as long as the message.
std::optional<store::StoredFile> kept_file(const store::TenantStore& store, const Attachment& wanted) {
  if (!wanted.upload) return store.file(wanted.of, wanted.index);
  const auto upload = store.upload(wanted.upload);
  return upload ? std::optional(upload->file) : std::nullopt;
}

}  // namespace

std::optional<Refused> complete(const store::TenantStore& store, Attachments& files) {
  for (Attachment& file : files) {
    const auto kept = kept_file(store, file);
    if (!kept) return Refused(Refusal::unknown_upload);
    file.type = kept->type;
    file.name = kept->name;
    file.bytes = kept->bytes;
  }
  return {};
}

void put_files(store::TenantStore& store, const Attachments& files, MessageId message) {
  for (std::uint32_t at = 0; at < files.size(); ++at)
    if (const auto kept = kept_file(store, files[at])) store.put_file(message, at, *kept);
}

std::string media_link(const store::Keys& keys, std::string_view tenant, MessageId message, std::uint32_t index, Instant until) {
  return "/files/" + http::percent_encode(tenant) + "/" + to_text(message) + "/" + std::to_string(index) + "/" + std::to_string(until.ms) + "/" +
         signature_of(keys, tenant, message, index, until);
}

bool signed_by_us(const store::Keys& keys, std::string_view tenant, MessageId message, std::uint32_t index, Instant until, std::string_view signature) {
  const std::string ours = signature_of(keys, tenant, message, index, until);
  unsigned difference = ours.size() == signature.size() ? 0u : 1u;
  for (std::size_t at = 0; at < ours.size() && at < signature.size(); ++at)
    difference |= static_cast<unsigned char>(ours[at]) ^ static_cast<unsigned>(static_cast<unsigned char>(signature[at]));
  return difference == 0;
}

}  // namespace tributary::host
