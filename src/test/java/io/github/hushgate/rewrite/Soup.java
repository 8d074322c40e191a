package io.github.hushgate.rewrite;

import java.util.List;
import java.util.Random;

/** Bad markup by the number: pieces that pages, and attackers, put side by side. */
final class Soup {
    private static final String TRACKER = "https://www.facebook.com/tr?id=1";
    private static final List<String> PIECES = List.of(
            "<",
            "</",
            "&",
            ">",
            "/>",
            "\"",
            "'",
            "=",
            " ",
            "\n",
            "text",
            "lt;",
            "amp",
            "img src=T>",
            "<img src=T>",
            "<img src='T' src=/own>",
            "<img src=/own srcset='T 2x, /o 1x'>",
            "<script src=T></script>",
            "<script>fbq('init','1');fbq('track','PageView')</script>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "--!>",
            "<!",
            "<?",
            "<![CDATA[",
            "]]>",
            "<style>",
            "a{b:url(T)}",
            "@import 'T';",
            "</style>",
            "<noscript>",
            "</noscript>",
            "<noscript><img src=T></noscript>",
            "<title>",
            "</title>",
            "<textarea>",
            "</textarea>",
            "<svg>",
            "</svg>",
            "<math>",
            "<mi>",
            "</math>",
            "<desc>",
            "<foreignObject>",
            "<image href=T />",
            "<a ping=T href=/own>",
            "<div style='color:red;background:url(T)'>",
            "<table>",
            "<tr>",
            "<td background=T>",
            "</table>",
            "<select>",
            "<option>",
            "</select>",
            "<template>",
            "</template>",
            "<col>",
            "<g>",
            "</g>",
            "<g a='",
            "<iframe src=T></iframe>",
            "<iframe srcdoc='<img src=T>'></iframe>",
            "<link rel=stylesheet href=T>",
            "<link rel=preload href=T as=image>",
            "<base href=https://www.facebook.com/>",
            "<meta http-equiv=refresh content='1;url=T'>",
            "<object data=T>",
            "<embed src=T>",
            "<video poster=T src=T>",
            "<input type=image src=T>",
            "<p>",
            "</p>",
            "<br>",
            "<body onload=\"fbq('init','1')\" background=T>",
            "<frameset>",
            "<frame src=T>",
            "<plaintext>",
            "<xmp>",
            "</xmp>",
            "<img alt='",
            "<img/src=T/>");

    private Soup() {}

    /** The soup of this number. */
    static String of(long number) {
        var random = new Random(number);
        var soup = new StringBuilder(random.nextBoolean() ? "<p>own" : "");
        for (int left = 1 + random.nextInt(14); left > 0; left--) {
            soup.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return soup.toString().replace("T", TRACKER);
    }
}
