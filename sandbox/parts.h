#pragma once
// The sandbox in one piece: what the doors hand requests to.
#include "sandbox/customers.h"
#include "sandbox/delivery.h"
#include "sandbox/faults.h"
#include "sandbox/fetching.h"
#include "sandbox/journal.h"
#include "sandbox/phones.h"
#include "sandbox/templates.h"
#include "sandbox/twilio_rest.h"
#include "sandbox/webhooks.h"

namespace tributary::sandbox {

struct Parts {
  Parts(Loop& loop_, Options options_)
      : loop(loop_), options(std::move(options_)), phones(loop, options.data, options.seed), journal(loop), chance(phones.seed()),
        webhooks(loop, options, phones, journal, chance), customers(loop, options, phones, webhooks, journal, chance),
        delivery(loop, options, phones, webhooks, journal), templates(options, phones, journal),
        fetching(loop, phones, journal), rest(options, phones, delivery, journal, templates, fetching) {}

  Loop& loop;
  const Options options;
  Phones phones;
  Journal journal;
  Chance chance;
  Webhooks webhooks;
  Customers customers;
  Delivery delivery;
  Templates templates;
  Fetching fetching;
  TwilioRest rest;
  Faults faults;
};

}  // namespace tributary::sandbox
