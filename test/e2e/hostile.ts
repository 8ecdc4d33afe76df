/** Strings of the usual cheat sheets: none of them may ever be anything but text. */
export const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '![x](x"onerror="alert(1))',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '{{constructor.constructor("alert(1)")()}}',
  '\u0024{alert(1)}',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<object data="javascript:alert(1)">',
  '<base href="//evil.example/">',
  '<style>@import "//evil.example/x.css"</style>',
  "';alert(String.fromCharCode(88,83,83))//",
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<slot name="x"></slot><template shadowrootmode="open"><script>alert(1)</script></template>',
  'javascript:/*--></title></style></textarea></script><svg/onload=alert(1)>',
] as const;

/** Addresses that no link may lead to. */
export const hostileAddresses = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  '//evil.example/',
] as const;
