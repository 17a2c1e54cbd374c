#include "relay/host/starting.h"

#include "core/base/digest.h"
#include "core/base/id_text.h"
#include "core/base/phone.h"
#include "relay/host/claim_of.h"

namespace tributary::host {

std::optional<IdentityClaim> recipient(const TenantRuntime& tenant, const Number& from, std::string_view typed) {
  auto address = normalise_phone(typed, from.address);
  if (!address) return std::nullopt;
  const IdentityId id = tenant.keys().identity(tenant.id(), IdentityKind::phone, *address);
  return claim_of(tenant, IdentityKind::phone, id, std::move(*address));
}

// What is left without an identity is refused by the engine.
StartConversation addressed(const TenantRuntime& tenant, StartConversation command) {
  const Number* number = tenant.state().numbers.find(command.number);
  command.to = number ? recipient(tenant, *number, command.to.address).value_or(IdentityClaim{}) : IdentityClaim{};
  return command;
}

// What is newer than the first of these prints counts only where it is used: a key may be asked for again after an upgrade.
std::uint64_t print_of(const StartConversation& command) {
  Digest digest;
  digest.add(to_text(command.number)).add(command.to.address).add(command.text).add(to_text(command.message_template));
  for (const auto& [name, value] : command.values) digest.add(name).add(value);
  if (command.not_before.ms > 0) digest.add(static_cast<std::uint64_t>(command.not_before.ms));
  for (const Attachment& file : command.attachments) digest.add(to_text(file.upload));
  return digest.value();
}

}  // namespace tributary::host
