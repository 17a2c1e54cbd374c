#include "relay/api/idempotency.h"

#include "core/base/id_text.h"
#include "relay/api/answers.h"
#include "relay/host/desk.h"

namespace tributary::api {
namespace {

constexpr std::size_t key_bytes_max = 255;

}  // namespace

std::optional<Once> once_of(const host::TenantRuntime& tenant, AgentId author, std::string_view door, std::uint64_t print, Call& call) {
  const std::string_view given = call.request.field("Idempotency-Key");
  if (given.size() > key_bytes_max) {
    call.reply(error(400, "invalid_value", "Idempotency-Key is longer than 255 characters.", "Idempotency-Key", 255));
    return {};
  }
  Once once;
  once.print = print;
  if (given.empty()) return once;
  once.key = host::rest_key(door, author, given);
  std::uint64_t earlier_print = 0;
  const auto earlier = tenant.store().earlier_answer(once.key, earlier_print);
  if (!earlier) return once;
  if (earlier_print != print) {
    call.reply(error(422, "idempotency_key_reused", "This Idempotency-Key was used with another body.", "Idempotency-Key"));
    return {};
  }
  once.earlier = parse_id<MessageTag>(*earlier).value_or(MessageId{});
  return once;
}

void remember(host::TenantRuntime& tenant, const Once& once, MessageId made) {
  if (!once.key.empty()) tenant.writing().remember_answer(once.key, once.print, to_text(made), tenant.clock().now());
}

}  // namespace tributary::api
