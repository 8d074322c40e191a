package io.github.hushgate.rewrite;

import java.util.List;
import java.util.Random;

/** Markup by the number that tree builders work hard on, with trackers' tags between any two pieces. */
final class TreeSoup {
    private static final String TRACKER = "https://www.facebook.com/tr?id=1";
    private static final List<String> MARKUP = List.of(
            "text",
            " ",
            "\n",
            "a b",
            "&amp;",
            "&lt",
            "&",
            "R&D",
            "<!-- c -->",
            "<html lang=en>",
            "<head>",
            "</head>",
            "<body>",
            "</body>",
            "</html>",
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<a href=/a>",
            "</a>",
            "<nobr>",
            "<font size=1>",
            "<br>",
            "<hr>",
            "<pre>",
            "</pre>",
            "<h1>",
            "</h1>",
            "<ul>",
            "<li>",
            "</ul>",
            "<dl>",
            "<dd>",
            "<dt>",
            "<button>",
            "</button>",
            "<form action=/f>",
            "</form>",
            "<input name=a>",
            "<input type=hidden>",
            "<table>",
            "</table>",
            "<caption>",
            "</caption>",
            "<colgroup>",
            "</colgroup>",
            "<col>",
            "<tbody>",
            "</tbody>",
            "<thead>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th>",
            "<select>",
            "</select>",
            "<option>",
            "<optgroup>",
            "<svg>",
            "</svg>",
            "<g>",
            "<title>x</title>",
            "<desc>",
            "</desc>",
            "<foreignObject>",
            "</foreignObject>",
            "<math>",
            "</math>",
            "<mi>",
            "</mi>",
            "<annotation-xml>",
            "<template>",
            "</template>",
            "<frameset>",
            "</frameset>",
            "<frame src=/own>",
            "<noframes>x</noframes>",
            "<textarea>x</textarea>",
            "<style>a{b:c}</style>",
            "<script>own()</script>",
            "<noscript>x</noscript>",
            "<img src=/own.png alt=own>",
            "<iframe src=/own></iframe>",
            "<object data=/own>",
            "</object>",
            "<marquee>",
            "<ruby>",
            "<rt>",
            "<details>",
            "<summary>",
            "<address>");
    private static final List<String> TRACKERS = List.of(
            "<script src=T></script>",
            "<script src=T>x</script>",
            "<script>fbq('init','1');fbq('track','PageView')</script>",
            "<link rel=stylesheet href=T>",
            "<meta http-equiv=refresh content='1;url=T'>",
            "<style>@import 'T';a{b:c}</style>",
            "<style>a{b:url(T)}</style>",
            "<p style='color:red;background:url(T)'>",
            "<td background=T>",
            "<a ping=T href=/own>",
            "<div onclick=\"fbq('track','x')\">",
            "<img src=/own.png srcset='T 2x, /own2.png 1x'>",
            "<img src=T>",
            "<iframe src=T></iframe>",
            "<object data=T>",
            "<embed src=T>",
            "<noscript><img src=T></noscript>",
            "<video src=T>",
            "<input type=image src=T>",
            "<body background=T>",
            "<frame src=T>",
            "<image src=T>");

    private TreeSoup() {}

    /** The soup of this number. */
    static String of(long number) {
        var random = new Random(number);
        var soup = new StringBuilder(random.nextInt(3) > 0 ? "<!DOCTYPE html>" : "");
        for (int left = 2 + random.nextInt(12); left > 0; left--) {
            List<String> pieces = random.nextInt(3) == 0 ? TRACKERS : MARKUP;
            soup.append(pieces.get(random.nextInt(pieces.size())));
        }
        return soup.toString().replace("T", TRACKER).replace("<!DOC" + TRACKER + "YPE", "<!DOCTYPE");
    }

    /** A page with one of the trackers' tags in front of each of its tags, the number saying which. */
    static String around(String page, long number) {
        var random = new Random(number);
        var with = new StringBuilder();
        for (int i = 0; i < page.length(); i++) {
            if (page.charAt(i) == '<' && random.nextInt(3) == 0) {
                with.append(TRACKERS.get(random.nextInt(TRACKERS.size())).replace("T", TRACKER));
            }
            with.append(page.charAt(i));
        }
        return with.toString();
    }
}
