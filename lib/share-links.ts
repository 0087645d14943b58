/** Where an article can be taken to by a plain link: nothing of these services is loaded here. */
export function shareLinks(address: string, headline: string): { name: string; href: string }[] {
  const url = encodeURIComponent(address);
  const text = encodeURIComponent(headline);
  const both = encodeURIComponent(`${headline} ${address}`);
  return [
    // A picker of chats; Kakao's richer cards want a registered app of the publication's own.
    { name: 'KakaoTalk', href: `https://sharer.kakao.com/talk/friends/picker/link?url=${url}` },
    { name: 'WhatsApp', href: `https://wa.me/?text=${both}` },
    { name: 'Telegram', href: `https://t.me/share/url?url=${url}&text=${text}` },
    { name: 'X', href: `https://x.com/intent/post?url=${url}&text=${text}` },
    { name: 'Facebook', href: `https://www.facebook.com/sharer/sharer.php?u=${url}` },
    { name: 'LinkedIn', href: `https://www.linkedin.com/sharing/share-offsite/?url=${url}` },
    { name: 'Reddit', href: `https://www.reddit.com/submit?url=${url}&title=${text}` },
  ];
}

export const mailLink = (address: string, headline: string): string =>
  `mailto:?subject=${encodeURIComponent(headline)}&body=${encodeURIComponent(`${headline}\n\n${address}`)}`;
