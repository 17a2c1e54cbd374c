#include "relay/app/backup.h"

#include <filesystem>
#include <stdexcept>

namespace tributary::app {

namespace fs = std::filesystem;

std::string back_up(host::House& house, const std::string& to) {
  if (fs::exists(to)) throw std::runtime_error("--to must name a folder that does not exist yet.");
  house.round().finish_now();
  fs::create_directories(to);
  fs::permissions(to, fs::perms::owner_all);
  house.system().backup_to(to + "/system.db");
  std::uint64_t events = 0;
  for (const auto& [id, tenant] : house.tenants()) {
    const std::string folder = to + "/tenants/" + id;
    fs::create_directories(folder);
    tenant->runtime.store().backup_to(folder + "/log.db");
    const fs::path files = house.config().data + "/tenants/" + id + "/files";
    if (fs::exists(files)) fs::copy(files, folder + "/files", fs::copy_options::recursive);
    events += tenant->runtime.head();
  }
  return "Backed up " + std::to_string(house.tenants().size()) + " tenant(s), " + std::to_string(events) + " events. The master key is not in it: keep it elsewhere.\n";
}

std::string restore(const host::Config& config, const std::string& from) {
  if (!fs::exists(from + "/system.db")) throw std::runtime_error("--from does not name a backup: there is no system.db in it.");
  fs::create_directories(config.data);
  for (const auto& entry : fs::directory_iterator(config.data))
    if (entry.path().filename() != "master.key" && entry.path().filename() != "master.check") throw std::runtime_error("The data folder is not empty. A backup is restored into an empty one.");
  fs::copy(from, config.data, fs::copy_options::recursive);
  boost::asio::io_context io;
  host::House house(io, config);
  std::size_t undecided = 0;
  for (const auto& [id, tenant] : house.tenants()) {
    tenant->runtime.writing().start_epoch();
    std::vector<MessageId> open;
    tenant->runtime.state().outgoing.for_each([&](MessageId message, const Outgoing& o) {
      if (o.status == Delivery::queued || o.status == Delivery::sending) open.push_back(message);
    });
    for (MessageId message : open) tenant->runtime.submit(ReportDelivery{message, Delivery::unknown, 0}, ActorKind::system);
    undecided += open.size();
  }
  house.save();
  return "Restored. " + std::to_string(undecided) + " message(s) may or may not have been sent; their conversations say so. Nothing is sent again by itself.\n";
}

}  // namespace tributary::app
