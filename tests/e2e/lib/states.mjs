// What a page shows when something is wrong, missing or still on its way, in the order one page can go through: how each comes
// about, and how it is known to stand. The socket and the sign-in go through our hands.
import { NOW, at, away, opened } from './screens.mjs';

// Seconds pass until it stands there: the page tries again when its time has come. What it tries takes a time of its own.
async function passesUntil(you, what) {
  for (let step = 0; step < 10 && (await what.count()) === 0; step++) {
    await you.later(5);
    await what.first().waitFor({ timeout: 2000 }).catch(() => {});
  }
  await what.first().waitFor();
}

const region = (you) => you.page.getByRole('region', { name: you.said('connection.connection'), exact: true });

// Between the page and the relay: holds what the relay says, keeps what was written, says another build, or hangs up.
export class Door {
  constructor() {
    Object.assign(this, { holds: false, keeps: false, build: null, waiting: [], sockets: new Set(), tickets: null });
  }

  async stand(page) {
    await page.routeWebSocket(/\/api\/v1\/socket/, (socket) => {
      const relay = socket.connectToServer();
      this.sockets.add(socket);
      socket.onMessage((text) => {
        if (!this.keeps || !/"frame":"(submit|save_drafts)"/.test(text)) relay.send(text);
      });
      relay.onMessage((text) => {
        const said = this.build && typeof text === 'string' ? text.replace(/"build":"[^"]*"/, `"build":"${this.build}"`) : text;
        if (this.holds) this.waiting.push(() => socket.send(said));
        else socket.send(said);
      });
    });
    await page.route('**/api/v1/session/ticket', (route) => {
      if (this.tickets === 'none') return route.abort();
      if (this.tickets === 'refused') return route.fulfill({ status: 401, contentType: 'application/json', body: '{"error":{"code":"signed_out","message":"Sign in again."}}' });
      return route.continue();
    });
  }

  release() {
    this.holds = false;
    for (const say of this.waiting.splice(0)) say();
  }

  async hangUp() {
    await Promise.all([...this.sockets].map((socket) => socket.close().catch(() => {})));
    this.sockets.clear();
  }
}

export const STATES = [
  { name: 'sign_in', reach: async (you, door, world) => { await you.page.goto(world.base); await you.page.getByRole('form').waitFor(); } },
  {
    name: 'sign_in_wrong',
    reach: async (you) => {
      await you.page.getByRole('textbox').first().fill('nobody@localhost');
      await you.page.locator('input[type=password]').fill('not this one');
      await you.page.locator('input[type=password]').press('Enter');
      await you.page.getByText(you.said('sign_in.sign_in_wrong')).first().waitFor();
    },
  },
  {
    name: 'loading',  // the list has been asked for, and the relay says nothing yet
    reach: async (you, door, world) => {
      door.holds = true;
      await world.at(NOW);  // what is written later has the minute of the recording, however long the screens before took
      await you.page.goto('about:blank');
      await you.page.goto(await world.link('you@localhost'));
      await you.page.getByRole('navigation').first().waitFor();
      await you.settled();
      await you.later(1);
    },
  },
  {
    name: 'gone',  // an address that names no conversation
    reach: async (you, door) => {
      door.release();
      await you.page.getByRole('listitem').first().waitFor();
      await at(you, `#/all/cnv_${'0'.repeat(25)}1`);
      await you.page.getByText(you.said('frame.gone_title')).first().waitFor();
    },
  },
  {
    name: 'admin_failed',
    reach: async (you) => {
      await you.page.route('**/api/v1/admin/**', (route) => route.abort());
      await at(you, '#/admin');
      await you.page.getByText(you.said('admin.admin_failed')).first().waitFor();
    },
  },
  {
    name: 'offline',  // in a conversation, with a reply that waits: it never goes out, and the next variant finds the same world
    reach: async (you, door) => {
      await opened(you, 'Maya');
      door.keeps = true;
      await you.page.context().setOffline(true);
      await region(you).waitFor();
      await you.page.locator('textarea').first().fill('We are asking the driver.');
      await you.press(you.page.getByRole('button', { name: you.said('composer.send'), exact: true }));
      await you.page.getByRole('article').filter({ hasText: 'We are asking the driver.' }).waitFor();
      await away(you);
    },
  },
  {
    name: 'reconnecting',
    reach: async (you, door) => {
      door.tickets = 'none';
      await you.page.context().setOffline(false);
      await door.hangUp();
      await passesUntil(you, region(you).getByRole('button'));
    },
  },
  {
    name: 'new_version',
    reach: async (you, door, world) => {
      await world.at(NOW);
      Object.assign(door, { tickets: null, build: 'another' });
      await you.press(region(you).getByRole('button'));
      await you.page.getByText(you.said('connection.new_version_kept')).first().waitFor();
    },
  },
  {
    name: 'expired',
    reach: async (you, door) => {
      door.tickets = 'refused';
      await door.hangUp();
      await passesUntil(you, you.page.getByText(you.said('sign_in.sign_in_again')));
    },
  },
];
