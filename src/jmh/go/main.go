// The peer of src/jmh/wrk/reports: parses an upload and prints one JSON line for each report, no more.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
)

type report struct {
	Age       int             `json:"age"`
	Type      string          `json:"type"`
	URL       string          `json:"url"`
	UserAgent string          `json:"user_agent"`
	Body      json.RawMessage `json:"body"`
}

type violation struct {
	DocumentURL        string `json:"documentURL"`
	Referrer           string `json:"referrer"`
	BlockedURL         string `json:"blockedURL"`
	EffectiveDirective string `json:"effectiveDirective"`
	OriginalPolicy     string `json:"originalPolicy"`
	Disposition        string `json:"disposition"`
	SourceFile         string `json:"sourceFile"`
	Sample             string `json:"sample"`
	LineNumber         int    `json:"lineNumber"`
	ColumnNumber       int    `json:"columnNumber"`
	StatusCode         int    `json:"statusCode"`
}

type legacy struct {
	Report struct {
		DocumentURI        string `json:"document-uri"`
		Referrer           string `json:"referrer"`
		BlockedURI         string `json:"blocked-uri"`
		EffectiveDirective string `json:"effective-directive"`
		OriginalPolicy     string `json:"original-policy"`
		Disposition        string `json:"disposition"`
		SourceFile         string `json:"source-file"`
		Sample             string `json:"script-sample"`
		LineNumber         int    `json:"line-number"`
		ColumnNumber       int    `json:"column-number"`
		StatusCode         int    `json:"status-code"`
	} `json:"csp-report"`
}

var out sync.Mutex

func print(line any) error {
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	out.Lock()
	defer out.Unlock()
	_, err = os.Stdout.Write(append(text, '\n'))
	return err
}

func one(body []byte) error {
	var read legacy
	if err := json.Unmarshal(body, &read); err != nil {
		return err
	}
	return print(read.Report)
}

func many(body []byte) error {
	var reports []report
	if err := json.Unmarshal(body, &reports); err != nil {
		return err
	}
	for _, each := range reports {
		var read violation
		if err := json.Unmarshal(each.Body, &read); err != nil {
			return err
		}
		if err := print(read); err != nil {
			return err
		}
	}
	return nil
}

func take(answer http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err == nil && len(body) > 0 && body[0] == '[' {
		err = many(body)
	} else if err == nil {
		err = one(body)
	}
	if err != nil {
		answer.WriteHeader(http.StatusBadRequest)
		return
	}
	answer.WriteHeader(http.StatusNoContent)
}

func main() {
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stderr, socket.Addr().(*net.TCPAddr).Port)
	panic(http.Serve(socket, http.HandlerFunc(take)))
}
