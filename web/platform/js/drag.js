// What is dragged out of the page. Links in messages are the browser's own affair, selected words copy.js's; a file of a message goes
// as the address it has and, where the browser knows how, as a file that can be dropped into a folder.
import {recordOf} from './plane.js';

const inFileNames = /[^\p{L}\p{N}\p{M}._ ()-]+/gu;

// A node's description: type, name and address, set apart by tabs (platform.h).
function draggedOf(node) {
  const [type, name, address] = (node?.description ?? '').split('\t');
  return address ? {type, name: name.replace(inFileNames, '_'), address} : null;
}

export function watchDrag(plane) {
  plane.addEventListener('dragstart', event => {
    const dragged = draggedOf(recordOf(event.target.closest?.('a.press'))?.node);
    if (!dragged) return;
    const address = new URL(dragged.address, location.href).href;
    for (const type of ['text/uri-list', 'text/plain']) event.dataTransfer.setData(type, address);
    event.dataTransfer.setData('DownloadURL', `${dragged.type}:${dragged.name}:${address}`);
    event.dataTransfer.effectAllowed = 'copyLink';
  });
}
