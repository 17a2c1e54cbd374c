#include "relay/host/filing.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "core/base/planted.h"
#include "relay/store/failure.h"

namespace tributary::host {

Filing::Filing(boost::asio::io_context& io, boost::asio::thread_pool& beside, const store::ContentFiles& files) : io_(io), beside_(beside), files_(files) {}

Filing::Place Filing::place(std::size_t most) const {
  if (*under_way_ >= most && !PLANTED(195)) return nullptr;  // "there are files enough to open"
  ++*under_way_;
  return Place(under_way_.get(), [all = under_way_](const void*) { --*all; });
}

void Filing::finish(std::shared_ptr<store::IncomingFile> file, std::string name, std::function<void(Filed)> done) {
  if (PLANTED(191)) return is_durable(make_durable(files_, *file, name), done);  // "a flush is quick"
  boost::asio::post(beside_, [this, &io = io_, &files = files_, alive = std::weak_ptr(alive_), file = std::move(file), name = std::move(name), done = std::move(done)]() mutable {
    Outcome outcome = make_durable(files, *file, name);
    boost::asio::post(io, [this, alive, outcome = std::move(outcome), done = std::move(done)] {  // with all that only the loop may let go of
      if (!alive.expired()) is_durable(outcome, done);
    });
  });
}

// On the other thread, and nothing of ours is touched there.
Filing::Outcome Filing::make_durable(const store::ContentFiles& files, store::IncomingFile& file, const std::string& name) {
  Outcome outcome;
  try {
    outcome.filed.sha256 = file.finish();
    outcome.filed.type = store::type_of_file(files.get(outcome.filed.sha256).value_or(""), name);
  } catch (const store::OutOfHandles&) {
    outcome.filed.how = Filed::How::again;
  } catch (const store::StorageFailed& failed) {
    outcome.filed.how = Filed::How::no_room;
    if (!failed.disk_full()) outcome.failed = std::current_exception();
  } catch (...) {
    outcome.failed = std::current_exception();
  }
  return outcome;
}

// An old file of the same bytes, which no row named, may have gone while this one took its name.
void Filing::is_durable(Outcome outcome, const std::function<void(Filed)>& done) const {
  if (outcome.failed) std::rethrow_exception(outcome.failed);
  if (outcome.filed.how == Filed::How::kept && !files_.written_at(outcome.filed.sha256) && !PLANTED(192)) outcome.filed.how = Filed::How::again;
  done(std::move(outcome.filed));
}

}  // namespace tributary::host
