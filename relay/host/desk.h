#pragma once
// What the sync protocol asks of a tenant (core/sync/server_session.h), answered from its state and its file.
#include <functional>
#include <string>

#include "core/sync/server_session.h"
#include "relay/host/tenant_runtime.h"

namespace tributary::host {

// The words a list row needs, as stored texts: name, addresses, last message.
std::vector<std::string> row_words(const TenantRuntime&, const Conversation&, const Contact&);
// The words some lines need, each once.
std::vector<std::string> words_of_lines(const TenantRuntime&, const std::vector<store::StoredLine>&);

// One durable effect and one answer per author's key, told again when asked again (P3, P6a). `conflict` when the
// same key comes with another body; `too_fast` when it is new and `refuse` said so.
struct KeyedReceipt { TenantRuntime::Receipt receipt; bool conflict = false, too_fast = false; };
KeyedReceipt submit_once(TenantRuntime&, const Actor&, CommandId, const Command&, const std::function<bool(const Command&)>& refuse);

// The key under which REST keeps what was asked of one of its doors with an Idempotency-Key.
std::string rest_key(std::string_view door, AgentId author, std::string_view given);

inline constexpr const char* sent_too_fast = "You are sending faster than allowed. Wait a few seconds and send it again.";

class Desk final : public Backend {
 public:
  using SignIn = std::function<std::optional<SignedIn>(const wire::Hello&)>;
  // Who speaks through this socket, which commands they may submit (the same table as HTTP's) and whether
  // one more would be too many just now; only what was not answered before counts.
  struct Author { ActorKind kind = ActorKind::agent; std::function<bool(const Command&)> may, too_fast; };
  Desk(TenantRuntime& tenant, Author author, SignIn sign_in, std::string build)
      : tenant_(tenant), author_(std::move(author)), sign_in_(std::move(sign_in)), build_(std::move(build)) {}

  Position position() override;
  std::optional<SignedIn> sign_in(const wire::Hello& hello) override { return sign_in_(hello); }
  std::string build() override { return build_; }
  Range lines_after(const Viewer&, std::uint64_t after) override;
  std::unique_ptr<Snapshot> open_snapshot(const Viewer&) override;
  PageRange page(const Viewer&, ThreadId, std::uint64_t before, std::uint32_t limit) override;
  void submit(const Viewer&, const wire::Submit&, std::function<void(std::string)> done) override;
  void looking(const Viewer& viewer, const wire::PresenceUpdate& update) override;
  std::optional<std::vector<Draft>> drafts(const Viewer&) override;
  void save_drafts(const Viewer&, const std::vector<Draft>&) override;
  void left();  // the socket is gone, and with it whoever sat there

 private:
  KeyedReceipt decide_on(const Viewer&, const wire::Submit&);

  TenantRuntime& tenant_;
  PresenceBoard::Socket seat_ = 0;
  Author author_;
  SignIn sign_in_;
  std::string build_;
};

}  // namespace tributary::host
